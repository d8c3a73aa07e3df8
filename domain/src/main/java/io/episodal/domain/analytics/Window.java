package io.episodal.domain.analytics;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stretches of time, ending now, for which figures are kept. */
public enum Window {
  /** The last 24 hours. */
  DAY("24h", Duration.ofHours(24)),
  /** The last 7 days of 24 hours. */
  WEEK("7d", Duration.ofDays(7)),
  /** The last 30 days of 24 hours. */
  MONTH("30d", Duration.ofDays(30)),
  /** The last 91 days of 24 hours, a quarter of a year. */
  QUARTER("91d", Duration.ofDays(91)),
  /** Since the first view. */
  ALL("all", null);

  private final String code;
  private final @Nullable Duration length;

  Window(String code, @Nullable Duration length) {
    this.code = code;
    this.length = length;
  }

  /** The name that stores and answers use. */
  public String code() {
    return code;
  }

  /** How far back it reaches; empty means to the beginning. */
  public Optional<Duration> length() {
    return Optional.ofNullable(length);
  }

  public static Optional<Window> ofCode(String code) {
    for (var window : values()) {
      if (window.code.equals(code)) {
        return Optional.of(window);
      }
    }
    return Optional.empty();
  }
}
