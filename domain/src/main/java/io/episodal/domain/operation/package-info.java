/** Operations: the work that an accepted change leaves to the background. */
@NullMarked
package io.episodal.domain.operation;

import org.jspecify.annotations.NullMarked;
