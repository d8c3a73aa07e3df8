/** The unit of work: the only door to the repositories. */
@NullMarked
package io.episodal.domain.transaction;

import org.jspecify.annotations.NullMarked;
