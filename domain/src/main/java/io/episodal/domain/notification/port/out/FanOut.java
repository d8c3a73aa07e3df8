package io.episodal.domain.notification.port.out;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.shared.port.out.IdGenerator;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Delivers to many inboxes at once. Whoever delivers holds the lanes of the users it delivers to
 * until its transaction ends, and stamps what it delivers later than anything delivered in those
 * lanes before; so the limit is exact whatever the number of threads and nodes, and who has seen
 * all up to a time misses nothing. Each delivery is heard by {@link Signals}.
 */
public interface FanOut {

  /** How many users were following one of the targets at an instant and still are. */
  long audience(Set<SubscriptionTarget> targets, Instant since);

  /**
   * Delivers to the next followers in order of lane and id, but not to those who have switched its
   * type off or muted what it is about.
   */
  Delivered deliver(Step step, DeliveryPolicy policy);

  /**
   * Delivers a digest to each user of some lanes whose held-back announcements are due, at most
   * {@code most} of them. A user who is at the limit again, has quiet hours or wants digests later
   * waits on. Announcements that were retracted or muted are left out, and a user who has no other
   * or has switched digests off gets none.
   *
   * @return how many users were looked at; fewer than {@code most} means that none is left
   */
  long deliverDigests(int lane, DeliveryPolicy policy, IdGenerator ids, int most);

  /** The lanes in which held-back announcements are due. */
  Set<Integer> lanesWithDueDigests();

  /**
   * Which followers to deliver to.
   *
   * @param since only those who followed already at this instant
   * @param after begins after this place
   * @param lastLane ends with this lane
   * @param most most users of one step
   */
  record Step(
      NotificationId event,
      Set<SubscriptionTarget> targets,
      Instant since,
      LanePosition after,
      int lastLane,
      int most) {
    public Step {
      targets = Set.copyOf(targets);
      if (most < 1 || after.lane() > lastLane || lastLane >= UserId.LANES) {
        throw new IllegalArgumentException("no such step of a fan-out");
      }
    }
  }

  /**
   * What a step did.
   *
   * @param notified users who have it in their inbox now
   * @param digested users who are at their limit and will have it in a digest
   * @param skipped users who are at their limit and will not be told
   * @param muted users who do not want to hear of it, or are at their limit and want no digests
   * @param reached where the next step begins, null if there is none
   */
  record Delivered(
      long notified, long digested, long skipped, long muted, @Nullable LanePosition reached) {
    /** What a step did that found nobody who has muted it. */
    public Delivered(long notified, long digested, long skipped, @Nullable LanePosition reached) {
      this(notified, digested, skipped, 0, reached);
    }

    /** How many followers the step dealt with, one way or another. */
    public long processed() {
      return notified + digested + skipped + muted;
    }

    /** Where the next step begins; empty after the last one. */
    public Optional<LanePosition> next() {
      return Optional.ofNullable(reached);
    }
  }
}
