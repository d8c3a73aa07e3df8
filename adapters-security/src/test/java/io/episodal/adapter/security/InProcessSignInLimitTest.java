package io.episodal.adapter.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.identity.FailureAllowance;
import io.episodal.domain.identity.port.out.SignInLimit;
import io.episodal.testkit.SignInLimitContract;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class InProcessSignInLimitTest extends SignInLimitContract {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final FailureAllowance THREE = new FailureAllowance(3, Duration.ofMinutes(1));

  @Override
  protected SignInLimit limit(FailureAllowance ofAccount, FailureAllowance ofOrigin) {
    return new InProcessSignInLimit(ofAccount, ofOrigin);
  }

  @Test
  void forgetsWhatWasUsedLongestAgo() {
    var counts = new FailureCounts(THREE, 2);
    for (var key : new String[] {"a", "b", "a", "c"}) {
      counts.begin(key, NOW);
      counts.end(key, true, NOW);
    }
    assertEquals(2, counts.size());
    fillUp(counts, "a", 1);
    fillUp(counts, "c", 2);
  }

  @Test
  void aRightGuessLeavesNothingBehind() {
    var counts = new FailureCounts(THREE, 2);
    counts.begin("a", NOW);
    counts.end("a", false, NOW);
    assertEquals(0, counts.size());
  }

  /** Fails as often as is still allowed. */
  private static void fillUp(FailureCounts counts, String key, int allowed) {
    for (var failure = 0; failure < allowed; failure++) {
      assertTrue(counts.hasRoom(key, NOW));
      counts.begin(key, NOW);
      counts.end(key, true, NOW);
    }
    assertFalse(counts.hasRoom(key, NOW));
  }
}
