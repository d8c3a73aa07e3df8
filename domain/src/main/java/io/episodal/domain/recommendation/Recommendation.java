package io.episodal.domain.recommendation;

import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.notification.Reason;

/**
 * A release that a user may like. Immutable.
 *
 * @param score how much speaks for it, above 0 and below 1; {@link Likeness} tells how it is made
 */
public record Recommendation(ReleaseId release, String releaseTitle, Reason reason, double score) {}
