/** Conversations that run background work. */
@NullMarked
package io.episodal.domain.job.port.in;

import org.jspecify.annotations.NullMarked;
