package io.episodal.domain.catalog;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether an episode can be watched. */
public enum EpisodeStatus {
  /** Not to be watched yet; with a date, it is released when that has come. */
  UPCOMING,
  /** Out, and its followers are told. */
  RELEASED;

  /** The name that stores and answers use. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static EpisodeStatus ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  /** The status of an episode whose maker gives none: upcoming if its date is still to come. */
  public static EpisodeStatus byDate(@Nullable Instant releaseDate, Instant now) {
    return releaseDate != null && releaseDate.isAfter(now) ? UPCOMING : RELEASED;
  }
}
