/** Recommendations: who may like what. */
@NullMarked
package io.episodal.application.recommendation;

import org.jspecify.annotations.NullMarked;
