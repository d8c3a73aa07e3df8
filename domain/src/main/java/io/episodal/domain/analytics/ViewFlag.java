package io.episodal.domain.analytics;

import java.util.Locale;

/**
 * Why a filter doubts that a person watched. A view that has one counts among the total, the
 * viewers and the mean completion only.
 */
public enum ViewFlag {
  /** The program says that it is a robot; asked of anonymous callers only. */
  USER_AGENT,
  /** It came from a network that the operator does not trust. */
  NETWORK,
  /** The viewer's views of the hour add up to more media than fits into it. */
  MEDIA_TIME;

  /** The one with a {@link #code}. */
  public static ViewFlag of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  /** The name that stores and answers use. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
