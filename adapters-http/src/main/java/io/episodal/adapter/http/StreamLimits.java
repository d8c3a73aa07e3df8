package io.episodal.adapter.http;

import java.time.Duration;

/**
 * What streams may take. Immutable.
 *
 * @param open most streams at once
 * @param ofUser most streams of one user at once
 * @param heartbeat how often a stream is written to at least
 * @param stalled how long a stream waits for its reader to take what was written
 */
record StreamLimits(int open, int ofUser, Duration heartbeat, Duration stalled) {
  static final StreamLimits USUAL =
      new StreamLimits(10_000, 10, Duration.ofSeconds(25), Duration.ofSeconds(30));

  StreamLimits {
    if (open < 1) {
      throw new IllegalArgumentException("at least 1 stream must be let in, not " + open);
    }
    if (heartbeat.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException("the heartbeat must be positive, not " + heartbeat);
    }
  }
}
