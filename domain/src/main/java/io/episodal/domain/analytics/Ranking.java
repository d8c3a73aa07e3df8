package io.episodal.domain.analytics;

import java.util.Locale;

/** What a top list is ordered by, highest first. */
public enum Ranking {
  /** The popularity score over 91 days. */
  POPULARITY,
  /** Views in the window. */
  VIEWS,
  /** Recent attention, which halves within a day for the window of 24 hours, else within a week. */
  TRENDING;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
