package io.episodal.domain.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * How often a user may be told, and what becomes of the rest. Immutable.
 *
 * @param limit most notifications of a user in any window, 1 or more
 * @param window length of the rolling window, positive
 * @param overflow what becomes of notifications over the limit
 * @param types what else holds for some types
 */
public record DeliveryPolicy(
    int limit, Duration window, Overflow overflow, Map<NotificationType, TypeLimit> types) {
  /** Five in any hour, the rest in a digest. */
  public static final DeliveryPolicy USUAL =
      new DeliveryPolicy(5, Duration.ofHours(1), Overflow.DIGEST);

  /** What becomes of notifications over the limit. */
  public enum Overflow {
    /** They are gathered and told in one notification when the limit allows it. */
    DIGEST,
    /** They are dropped. */
    SKIP
  }

  /** What holds for one type. */
  public sealed interface TypeLimit {

    /** So many in any window, which count in the whole, too. */
    record AtMost(int limit) implements TypeLimit {
      public AtMost {
        checkLimit(limit);
      }
    }

    /** Never held back, and not counted in the whole. */
    record Exempt() implements TypeLimit {}
  }

  /** What a user was told, and when. */
  public record Told(NotificationType type, Instant at) {}

  public DeliveryPolicy {
    checkLimit(limit);
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("the window must be positive, not " + window);
    }
    types = Map.copyOf(types);
  }

  /** A policy that makes no difference between types. */
  public DeliveryPolicy(int limit, Duration window, Overflow overflow) {
    this(limit, window, overflow, Map.of());
  }

  /** Whether a type is neither held back nor counted in the whole. */
  public boolean isExempt(NotificationType type) {
    return types.get(type) instanceof TypeLimit.Exempt;
  }

  /** The types that are neither held back nor counted in the whole. */
  public List<NotificationType> exempt() {
    return types.keySet().stream().filter(this::isExempt).sorted().toList();
  }

  /** How many of a type a user may have in any window, if that is limited by itself. */
  public OptionalInt limitOf(NotificationType type) {
    return types.get(type) instanceof TypeLimit.AtMost(var most)
        ? OptionalInt.of(most)
        : OptionalInt.empty();
  }

  /**
   * Whether one more of a type may be delivered at {@code stamp}. A pure function; the store
   * applies the same rule set-wise.
   */
  public boolean allows(NotificationType type, Collection<Told> had, Instant stamp) {
    return waitsUntil(type, had, stamp).isEmpty();
  }

  /**
   * When one more of a type may be delivered, if it may not be at {@code stamp}: as soon as the
   * oldest of the latest {@link #limit} leaves the window, and likewise of the latest of its type.
   */
  public Optional<Instant> waitsUntil(NotificationType type, Collection<Told> had, Instant stamp) {
    if (isExempt(type)) {
      return Optional.empty();
    }
    var all = slot(limit, had.stream().filter(told -> !isExempt(told.type())), stamp);
    var alike =
        limitOf(type).stream()
            .boxed()
            .flatMap(most ->
                slot(most, had.stream().filter(told -> told.type() == type), stamp).stream());
    return Stream.concat(all.stream(), alike).max(Comparator.naturalOrder());
  }

  private Optional<Instant> slot(int most, Stream<Told> had, Instant stamp) {
    var after = stamp.minus(window);
    return had.map(Told::at)
        .filter(at -> at.isAfter(after))
        .sorted(Comparator.reverseOrder())
        .skip(most - 1L)
        .findFirst()
        .map(oldest -> oldest.plus(window));
  }

  private static void checkLimit(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("the limit must be at least 1, not " + limit);
    }
  }
}
