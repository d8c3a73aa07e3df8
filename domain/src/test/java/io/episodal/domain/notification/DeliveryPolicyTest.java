package io.episodal.domain.notification;

import static io.episodal.domain.notification.NotificationType.DIGEST;
import static io.episodal.domain.notification.NotificationType.NEW_EPISODE;
import static io.episodal.domain.notification.NotificationType.NEW_RELEASE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.notification.DeliveryPolicy.Overflow;
import io.episodal.domain.notification.DeliveryPolicy.Told;
import io.episodal.domain.notification.DeliveryPolicy.TypeLimit.AtMost;
import io.episodal.domain.notification.DeliveryPolicy.TypeLimit.Exempt;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DeliveryPolicyTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final DeliveryPolicy POLICY = DeliveryPolicy.USUAL;

  @Test
  void fiveInAnyHourAreAllowed() {
    var four = episodesBefore(NOON, 4, 3, 2, 1);
    var five = episodesBefore(NOON, 59, 3, 2, 1, 0);
    var fiveOneLeaving = episodesBefore(NOON, 60, 3, 2, 1, 0);

    assertTrue(POLICY.allows(NEW_EPISODE, List.of(), NOON));
    assertTrue(POLICY.allows(NEW_EPISODE, four, NOON));
    assertFalse(POLICY.allows(NEW_EPISODE, five, NOON));
    assertTrue(POLICY.allows(NEW_EPISODE, fiveOneLeaving, NOON));
  }

  @Test
  void aSlotIsFreeWhenTheOldestOfTheLatestFiveLeaves() {
    var seven = episodesBefore(NOON, 100, 90, 40, 30, 20, 10, 0);

    assertEquals(
        Optional.of(NOON.minus(Duration.ofMinutes(40)).plus(POLICY.window())),
        POLICY.waitsUntil(NEW_EPISODE, seven, NOON));
  }

  @Test
  void aTypeHasItsOwnLimitWithinTheWhole() {
    var policy = policy(Map.of(NEW_RELEASE, new AtMost(2)));
    var twoReleases = List.of(told(NEW_RELEASE, 50), told(NEW_RELEASE, 10));

    assertEquals(
        Optional.of(NOON.plus(Duration.ofMinutes(10))),
        policy.waitsUntil(NEW_RELEASE, twoReleases, NOON));
    assertTrue(policy.allows(NEW_EPISODE, twoReleases, NOON));
    var five = Stream.concat(twoReleases.stream(), episodesBefore(NOON, 3, 2, 1).stream()).toList();
    assertEquals(
        Optional.of(NOON.plus(Duration.ofMinutes(10))), policy.waitsUntil(NEW_EPISODE, five, NOON));
    var more = Stream.concat(five.stream(), episodesBefore(NOON, 5).stream()).toList();
    assertEquals(
        Optional.of(NOON.plus(Duration.ofMinutes(50))), policy.waitsUntil(NEW_RELEASE, more, NOON));
  }

  @Test
  void whatIsExemptNeitherWaitsNorCounts() {
    var policy = policy(Map.of(DIGEST, new Exempt()));
    var manyDigests = Collections.nCopies(9, told(DIGEST, 1));
    var fiveEpisodes = episodesBefore(NOON, 5, 4, 3, 2, 1);

    assertTrue(policy.allows(NEW_EPISODE, manyDigests, NOON));
    assertTrue(policy.allows(DIGEST, fiveEpisodes, NOON));
    assertEquals(List.of(DIGEST), policy.exempt());
    assertEquals(OptionalInt.empty(), policy.limitOf(DIGEST));
  }

  @Test
  void aLimitAndAWindowArePositive() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new DeliveryPolicy(0, Duration.ofHours(1), Overflow.SKIP));
    assertThrows(
        IllegalArgumentException.class, () -> new DeliveryPolicy(1, Duration.ZERO, Overflow.SKIP));
    assertThrows(IllegalArgumentException.class, () -> new AtMost(0));
  }

  private static DeliveryPolicy policy(Map<NotificationType, DeliveryPolicy.TypeLimit> types) {
    return new DeliveryPolicy(5, Duration.ofHours(1), Overflow.DIGEST, types);
  }

  private static Told told(NotificationType type, int minutesBeforeNoon) {
    return new Told(type, NOON.minus(Duration.ofMinutes(minutesBeforeNoon)));
  }

  private static List<Told> episodesBefore(Instant instant, int... minutes) {
    return IntStream.of(minutes)
        .mapToObj(m -> new Told(NEW_EPISODE, instant.minus(Duration.ofMinutes(m))))
        .toList();
  }
}
