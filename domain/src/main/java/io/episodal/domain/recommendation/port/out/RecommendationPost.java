package io.episodal.domain.recommendation.port.out;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Content.Recommended;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.recommendation.Delivery;
import io.episodal.domain.shared.port.out.IdGenerator;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts recommendations into inboxes. It holds lanes, stamps and is heard as {@link
 * io.episodal.domain.notification.port.out.FanOut} is, and what is over the limit is not sent.
 */
public interface RecommendationPost {
  /** Of those that nobody sends by hand, a user gets at most one in this time. */
  Duration PAUSE = Duration.ofDays(1);

  /**
   * Recommends to each of the next users of a lane what most speaks for and was not recommended in
   * a notification that is still kept. Not to those who have got a recommendation within {@link
   * #PAUSE}, have switched them off, or are at their limit.
   *
   * @param after begins after this place
   * @param most most users of one portion
   */
  Sent sendNext(LanePosition after, DeliveryPolicy policy, IdGenerator ids, int most);

  /** Recommends a release to one user, unless something speaks against it. */
  Delivery send(UserId user, NotificationId id, Recommended what, DeliveryPolicy policy);

  /**
   * What a portion did.
   *
   * @param count how many users were sent something
   * @param reached where the next one begins, null if the lane is done
   */
  record Sent(long count, @Nullable LanePosition reached) {
    /** Where the next portion begins; empty after the last one. */
    public Optional<LanePosition> next() {
      return Optional.ofNullable(reached);
    }
  }
}
