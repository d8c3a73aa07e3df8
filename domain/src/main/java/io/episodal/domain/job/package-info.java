/** The queue of background work. */
@NullMarked
package io.episodal.domain.job;

import org.jspecify.annotations.NullMarked;
