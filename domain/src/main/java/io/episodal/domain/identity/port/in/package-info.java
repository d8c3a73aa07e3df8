/** Conversations about accounts. */
@NullMarked
package io.episodal.domain.identity.port.in;

import org.jspecify.annotations.NullMarked;
