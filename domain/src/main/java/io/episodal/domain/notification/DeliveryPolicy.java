package io.episodal.domain.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How often a user may be told, and what becomes of the rest. Immutable.
 *
 * @param limit most notifications of a user in any window, 1 or more
 * @param window length of the rolling window, positive
 * @param overflow what becomes of notifications over the limit
 */
public record DeliveryPolicy(int limit, Duration window, Overflow overflow) {
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

  public DeliveryPolicy {
    if (limit < 1) {
      throw new IllegalArgumentException("the limit must be at least 1, not " + limit);
    }
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("the window must be positive, not " + window);
    }
  }

  /**
   * Whether one more may be delivered at {@code stamp}: fewer than {@link #limit} were delivered
   * after {@code stamp - window}. A pure function; the store applies the same rule set-wise.
   */
  public boolean allows(List<Instant> delivered, Instant stamp) {
    var after = stamp.minus(window);
    return delivered.stream().filter(at -> at.isAfter(after)).count() < limit;
  }

  /**
   * When one more may be delivered, given stamps that do not allow it now: as soon as the oldest of
   * the latest {@link #limit} leaves the window.
   */
  public Instant nextSlot(List<Instant> delivered) {
    var sorted = delivered.stream().sorted().toList();
    return sorted.get(Math.max(0, sorted.size() - limit)).plus(window);
  }
}
