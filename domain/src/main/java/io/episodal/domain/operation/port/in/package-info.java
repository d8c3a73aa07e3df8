/** Conversations about operations. */
@NullMarked
package io.episodal.domain.operation.port.in;

import org.jspecify.annotations.NullMarked;
