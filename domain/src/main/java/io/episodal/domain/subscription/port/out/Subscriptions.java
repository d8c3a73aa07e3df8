package io.episodal.domain.subscription.port.out;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.subscription.Subscription;
import io.episodal.domain.subscription.SubscriptionId;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Subscriptions in the store. */
public interface Subscriptions {

  /**
   * Makes or revives the user's subscription, stamped by the clock of the store.
   *
   * @return the subscription, or empty if it was active already; of racing calls one gets it
   */
  Optional<Subscription> activate(SubscriptionId id, UserId user, SubscriptionTarget target);

  /**
   * Ends the user's own subscription.
   *
   * @return false if the user has no active one with this id; of racing calls one gets true
   */
  boolean deactivate(UserId user, SubscriptionId id);

  /** Whether anybody has an active subscription with this id. */
  boolean exists(SubscriptionId id);

  /** Ends every subscription to some targets. */
  void deactivateAll(Collection<SubscriptionTarget> targets);

  /** The user's active subscriptions, the latest first. */
  Page<Subscription> page(UserId user, PageRequest request);

  /** Whether a target exists; one that does cannot be deleted before the transaction ends. */
  boolean targetExists(SubscriptionTarget target);

  /** Those of some targets that do not exist. */
  Set<SubscriptionTarget> missing(Collection<SubscriptionTarget> targets);

  /**
   * Adds those that do not exist and whose targets do, set-wise.
   *
   * @return how many were added
   */
  long addAll(List<Subscription> subscriptions);
}
