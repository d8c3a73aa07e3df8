package io.episodal.domain.notification;

import io.episodal.domain.subscription.SubscriptionTarget;

/** What a user can hear nothing of. Immutable. */
public sealed interface MuteSubject {

  /** A type of notification that is switched off. */
  record OfType(NotificationType type) implements MuteSubject {}

  /** A release, or all of a genre or franchise. */
  record OfTarget(SubscriptionTarget target) implements MuteSubject {}
}
