/** What recommendations need from a store. */
@NullMarked
package io.episodal.domain.recommendation.port.out;

import org.jspecify.annotations.NullMarked;
