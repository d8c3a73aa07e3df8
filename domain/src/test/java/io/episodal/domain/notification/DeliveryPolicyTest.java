package io.episodal.domain.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.notification.DeliveryPolicy.Overflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DeliveryPolicyTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final DeliveryPolicy POLICY = DeliveryPolicy.USUAL;

  @Test
  void fiveInAnyHourAreAllowed() {
    var four = minutesBefore(NOON, 4, 3, 2, 1);
    var five = minutesBefore(NOON, 59, 3, 2, 1, 0);
    var fiveOneLeaving = minutesBefore(NOON, 60, 3, 2, 1, 0);

    assertTrue(POLICY.allows(List.of(), NOON));
    assertTrue(POLICY.allows(four, NOON));
    assertFalse(POLICY.allows(five, NOON));
    assertTrue(POLICY.allows(fiveOneLeaving, NOON));
  }

  @Test
  void aSlotIsFreeWhenTheOldestOfTheLatestFiveLeaves() {
    var seven = minutesBefore(NOON, 100, 90, 40, 30, 20, 10, 0);

    assertEquals(NOON.minus(Duration.ofMinutes(40)).plus(POLICY.window()), POLICY.nextSlot(seven));
  }

  @Test
  void aLimitAndAWindowArePositive() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new DeliveryPolicy(0, Duration.ofHours(1), Overflow.SKIP));
    assertThrows(
        IllegalArgumentException.class, () -> new DeliveryPolicy(1, Duration.ZERO, Overflow.SKIP));
  }

  private static List<Instant> minutesBefore(Instant instant, int... minutes) {
    return IntStream.of(minutes).mapToObj(m -> instant.minus(Duration.ofMinutes(m))).toList();
  }
}
