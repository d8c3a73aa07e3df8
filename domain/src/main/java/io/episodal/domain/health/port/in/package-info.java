/** Conversations about health. */
@NullMarked
package io.episodal.domain.health.port.in;

import org.jspecify.annotations.NullMarked;
