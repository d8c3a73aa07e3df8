package io.episodal.domain.analytics;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stretches of time, ending now, for which figures are kept. */
public enum Window {
  DAY("24h", Duration.ofHours(24)),
  WEEK("7d", Duration.ofDays(7)),
  MONTH("30d", Duration.ofDays(30)),
  QUARTER("91d", Duration.ofDays(91)),
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
