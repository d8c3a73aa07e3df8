package io.episodal.domain.analytics;

import java.util.Locale;

/** What a top list is ordered by, highest first. */
public enum Ranking {
  /** The popularity score over 91 days. */
  POPULARITY,
  /** Views in the window. */
  VIEWS,
  /** Views of the last seven days. */
  TRENDING;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
