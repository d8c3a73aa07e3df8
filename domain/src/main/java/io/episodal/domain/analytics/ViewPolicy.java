package io.episodal.domain.analytics;

import io.episodal.domain.analytics.port.in.RecordViews;

/**
 * How reported views are taken in. Immutable.
 *
 * @param mostWaiting most views that wait to be recorded, at least those of one batch
 * @param filters who is doubted to be a person
 */
public record ViewPolicy(int mostWaiting, ViewFilters filters) {
  /** Ten thousand views may wait, and robots that say so are doubted. */
  public static final ViewPolicy USUAL = new ViewPolicy(10_000, ViewFilters.USUAL);

  public ViewPolicy {
    if (mostWaiting < RecordViews.MOST) {
      throw new IllegalArgumentException(
          "at least " + RecordViews.MOST + " views must be able to wait, not " + mostWaiting);
    }
  }
}
