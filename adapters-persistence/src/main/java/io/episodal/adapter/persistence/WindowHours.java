package io.episodal.adapter.persistence;

import io.episodal.domain.analytics.Window;
import java.time.Instant;

/**
 * The hours that windows hold when an hour, counted from 1970, is the last that has begun. They
 * have no end: what a client's fast clock reports is in them all. Immutable.
 */
record WindowHours(long now) {
  /** Before every hour that a store can hold, and yet a time to it. */
  private static final long BEGINNING = Hours.of(Instant.parse("-4700-01-01T00:00:00Z"));

  static WindowHours at(Instant instant) {
    return new WindowHours(Hours.of(instant));
  }

  /** The first hour of a window. */
  long first(Window window) {
    return window.length().map(length -> now - length.toHours()).orElse(BEGINNING);
  }
}
