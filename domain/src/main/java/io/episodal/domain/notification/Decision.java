package io.episodal.domain.notification;

import io.episodal.domain.subscription.SubscriptionTarget;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One of the things that decided whether, and when, a user was told of an event. Immutable. */
public sealed interface Decision {

  /** The user followed something that the event is about, when it was announced. */
  record Followed(SubscriptionTarget target, Instant at) implements Decision {}

  /** The user began to follow it too late to be told. */
  record FollowedLater(SubscriptionTarget target, Instant at) implements Decision {}

  /** The user ceased to follow it; whoever had been told by then, was. */
  record Unfollowed(SubscriptionTarget target, Instant at) implements Decision {}

  /** The user never followed anything that the event is about. */
  record NotFollowed() implements Decision {}

  /**
   * The user wanted to hear nothing of it.
   *
   * @param until when that ended, null if it has not
   */
  record Muted(MuteSubject subject, Instant at, @Nullable Instant until) implements Decision {}

  /**
   * The user was at the limit.
   *
   * @param at since when at the earliest, null if that is not known any more
   */
  record Limited(@Nullable Instant at) implements Decision {}

  /**
   * It waits to be told in a digest.
   *
   * @param until when the digest is due
   */
  record HeldBack(Instant at, Instant until) implements Decision {}

  /** A digest told of it. */
  record Digested(Instant at, NotificationId digest) implements Decision {}

  /** It came into the inbox by itself. */
  record Delivered(Instant at) implements Decision {}

  /** The user read the notification that told of it. */
  record Read(Instant at) implements Decision {}

  /** The user deleted the notification that told of it. */
  record Deleted(Instant at) implements Decision {}

  /** What it was about was taken back, so that whoever had not read it no longer sees it. */
  record Retracted(Instant at) implements Decision {}

  /** Nothing that is kept says what became of it. */
  record Unknown() implements Decision {}
}
