package io.episodal.adapter.security;

import io.episodal.domain.identity.FailureAllowance;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Failures and guesses under way by key, of a bounded number of keys: where there are more, the one
 * that was used longest ago is forgotten. Not thread-safe.
 */
final class FailureCounts {
  private final FailureAllowance allowance;
  private final int mostKeys;
  private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true);

  FailureCounts(FailureAllowance allowance, int mostKeys) {
    this.allowance = allowance;
    this.mostKeys = mostKeys;
  }

  /** Whether a guess may begin, even if all of those under way turn out wrong. */
  boolean hasRoom(String key, Instant now) {
    var count = counts.get(key);
    return count == null || allowance.left(count.fullAt, now) > count.underWay;
  }

  /** How long until a failure is allowed again; zero if one is now. */
  Duration untilNext(String key, Instant now) {
    var count = counts.get(key);
    return count == null ? Duration.ZERO : allowance.untilNext(count.fullAt, now);
  }

  void begin(String key, Instant now) {
    counts.computeIfAbsent(key, unknown -> new Count(now)).underWay++;
    forgetOldest();
  }

  void end(String key, boolean failed, Instant now) {
    var count = counts.get(key);
    if (count == null) {
      return;
    }
    count.underWay--;
    if (failed) {
      count.fullAt = allowance.afterFailure(count.fullAt, now);
    } else if (count.underWay == 0 && !count.fullAt.isAfter(now)) {
      counts.remove(key);
    }
  }

  int size() {
    return counts.size();
  }

  /** Those under way are few, since they wait for a turnstile. */
  private void forgetOldest() {
    Iterator<Count> oldest = counts.values().iterator();
    while (counts.size() > mostKeys && oldest.hasNext()) {
      if (oldest.next().underWay == 0) {
        oldest.remove();
      }
    }
  }

  private static final class Count {
    private Instant fullAt;
    private int underWay;

    Count(Instant fullAt) {
      this.fullAt = fullAt;
    }
  }
}
