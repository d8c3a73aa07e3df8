/** Conversations about recommendations. */
@NullMarked
package io.episodal.domain.recommendation.port.in;

import org.jspecify.annotations.NullMarked;
