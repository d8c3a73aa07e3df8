package io.episodal.domain.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FailureAllowanceTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final FailureAllowance THREE = new FailureAllowance(3, Duration.ofSeconds(60));

  @Test
  void allowsSoManyInARow() {
    var full = NOW.minusSeconds(1);
    for (var left = 3; left > 0; left--) {
      assertEquals(left, THREE.left(full, NOW));
      assertEquals(Duration.ZERO, THREE.untilNext(full, NOW));
      full = THREE.afterFailure(full, NOW);
    }
    assertEquals(0, THREE.left(full, NOW));
    assertEquals(Duration.ofSeconds(60), THREE.untilNext(full, NOW));
  }

  @Test
  void givesOneBackForEachInterval() {
    var full = NOW.plusSeconds(180);
    assertEquals(0, THREE.left(full, NOW.plusSeconds(60).minusNanos(1)));
    assertEquals(Duration.ofNanos(1), THREE.untilNext(full, NOW.plusSeconds(60).minusNanos(1)));
    assertEquals(1, THREE.left(full, NOW.plusSeconds(60)));
    assertEquals(2, THREE.left(full, NOW.plusSeconds(120)));
    assertEquals(3, THREE.left(full, NOW.plusSeconds(180)));
    assertEquals(3, THREE.left(full, NOW.plusSeconds(9_999)));
  }

  @Test
  void neverShutsAnybodyOutForLongerThanAnInterval() {
    var full = NOW;
    var now = NOW;
    for (var guess = 0; guess < 1_000; guess++) {
      var wait = THREE.untilNext(full, now);
      assertEquals(wait.isZero(), THREE.left(full, now) > 0);
      now = now.plus(wait).plusSeconds(guess % 7);
      full = THREE.afterFailure(full, now);
      var next = THREE.untilNext(full, now);
      assertEquals(next, next.compareTo(THREE.interval()) > 0 ? THREE.interval() : next);
    }
  }

  @Test
  void needsANumberAndAnInterval() {
    var second = Duration.ofSeconds(1);
    assertThrows(IllegalArgumentException.class, () -> new FailureAllowance(0, second));
    assertThrows(IllegalArgumentException.class, () -> new FailureAllowance(1, Duration.ZERO));
  }
}
