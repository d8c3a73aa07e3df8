package io.episodal.domain.subscription.port.in;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.subscription.Subscription;
import io.episodal.domain.subscription.SubscriptionId;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.util.List;

/** For following and no longer following. Thread-safe. */
public interface ManageSubscriptions {

  /**
   * Begins to follow; not found if the target is unknown, conflict if the user follows it already.
   * A subscription that was ended is revived with its id.
   */
  Subscription subscribe(UserId user, SubscriptionTarget target);

  /** Stops following; not found if unknown or ended, forbidden if it is another user's. */
  void unsubscribe(UserId user, SubscriptionId id);

  /** What the user follows, the latest first. */
  Page<Subscription> subscriptions(UserId user, PageRequest page);

  /**
   * Brings in follows from elsewhere, in one go; those that exist are left as they are, those of
   * unknown targets are left out.
   *
   * @return how many began
   */
  long importFollows(List<Follow> follows);

  /** A user and what they follow. */
  record Follow(UserId user, SubscriptionTarget target) {}
}
