/** What background work needs from a store. */
@NullMarked
package io.episodal.domain.job.port.out;

import org.jspecify.annotations.NullMarked;
