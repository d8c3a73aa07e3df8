package io.episodal.domain.notification;

import io.episodal.domain.notification.Decision.Deleted;
import io.episodal.domain.notification.Decision.Delivered;
import io.episodal.domain.notification.Decision.Digested;
import io.episodal.domain.notification.Decision.Followed;
import io.episodal.domain.notification.Decision.FollowedLater;
import io.episodal.domain.notification.Decision.HeldBack;
import io.episodal.domain.notification.Decision.Limited;
import io.episodal.domain.notification.Decision.Muted;
import io.episodal.domain.notification.Decision.NotFollowed;
import io.episodal.domain.notification.Decision.Read;
import io.episodal.domain.notification.Decision.Retracted;
import io.episodal.domain.notification.Decision.Unfollowed;
import io.episodal.domain.notification.Decision.Unknown;
import io.episodal.domain.notification.DeliveryPolicy.Told;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept about a user and an event. Why the user was told, or not, follows from it.
 * Immutable.
 *
 * @param event whose notification it is about, or the id of a notification of one user alone
 * @param since who followed by then is told
 * @param retractedAt when it was taken back, or null
 * @param follows of what it is about, as far as the user ever followed that
 * @param mutings of what silences it, the earliest first
 * @param told what else the user was told around that time, the earliest first
 * @param heldAt since when it waits for a digest, or null
 * @param dueAt when that digest is due, or null
 * @param arrivals the notifications of the user that tell of it, the earliest first
 */
public record DeliveryHistory(
    NotificationId event,
    NotificationType type,
    Instant since,
    @Nullable Instant retractedAt,
    List<Follow> follows,
    List<Muting> mutings,
    List<Told> told,
    @Nullable Instant heldAt,
    @Nullable Instant dueAt,
    List<Arrival> arrivals) {

  /** That a user follows something; of several times only the last is kept. */
  public record Follow(SubscriptionTarget target, Instant since, @Nullable Instant until) {}

  /** A time in which a user hears nothing of something. */
  public record Muting(MuteSubject subject, Instant since, @Nullable Instant until) {}

  /** A notification in the user's inbox. */
  public record Arrival(
      NotificationId id, Instant at, @Nullable Instant readAt, @Nullable Instant hiddenAt) {}

  public DeliveryHistory {
    follows = List.copyOf(follows);
    mutings = List.copyOf(mutings);
    told = List.copyOf(told);
    arrivals = List.copyOf(arrivals);
  }

  /** What decided, in the order of deciding; a pure function. */
  public List<Decision> decisions(DeliveryPolicy policy) {
    var decisions = new ArrayList<Decision>();
    if (isForFollowers()) {
      decisions.addAll(following());
    }
    var muted = muted(muting -> !isOfDigests(muting));
    decisions.addAll(muted);
    if (!arrivals.isEmpty()) {
      arrivals.forEach(arrival -> decisions.addAll(arrived(arrival, policy)));
    } else if (heldAt != null && dueAt != null) {
      decisions.add(new Limited(heldAt));
      decisions.add(new HeldBack(heldAt, dueAt));
    } else if (muted.isEmpty() && wasFollowed()) {
      decisions.addAll(limited(policy));
    }
    if (retractedAt != null) {
      decisions.add(new Retracted(retractedAt));
    }
    return List.copyOf(decisions);
  }

  private boolean isForFollowers() {
    return switch (type) {
      case NEW_EPISODE, NEW_RELEASE -> true;
      case RECOMMENDATION, DIGEST -> false;
    };
  }

  private List<Decision> following() {
    var decisions = new ArrayList<Decision>();
    for (var follow : follows) {
      if (follow.since().isAfter(since)) {
        decisions.add(new FollowedLater(follow.target(), follow.since()));
      } else {
        decisions.add(new Followed(follow.target(), follow.since()));
      }
      if (follow.until() != null) {
        decisions.add(new Unfollowed(follow.target(), follow.until()));
      }
    }
    return decisions.isEmpty() ? List.of(new NotFollowed()) : decisions;
  }

  private boolean wasFollowed() {
    return follows.stream()
        .filter(follow -> !follow.since().isAfter(since))
        .anyMatch(follow -> follow.until() == null || follow.until().isAfter(since));
  }

  /** Whoever is at the limit and wants no digests is not told. */
  private List<Decision> limited(DeliveryPolicy policy) {
    var at = limitedAt(policy);
    return at.isEmpty()
        ? List.of(new Unknown())
        : Stream.concat(
                Stream.of(new Limited(at.get())), muted(DeliveryHistory::isOfDigests).stream())
            .toList();
  }

  private static boolean isOfDigests(Muting muting) {
    return muting.subject().equals(new MuteSubject.OfType(NotificationType.DIGEST));
  }

  /** What was muted when it was announced or after that, until it came. */
  private List<Decision> muted(Predicate<Muting> wanted) {
    return mutings.stream()
        .filter(wanted)
        .filter(muting -> muting.until() == null || muting.until().isAfter(since))
        .filter(muting -> arrivals.stream().noneMatch(came -> came.at().isBefore(muting.since())))
        .<Decision>map(muting -> new Muted(muting.subject(), muting.since(), muting.until()))
        .toList();
  }

  private List<Decision> arrived(Arrival arrival, DeliveryPolicy policy) {
    var decisions = new ArrayList<Decision>();
    if (arrival.id().equals(event)) {
      decisions.add(new Delivered(arrival.at()));
    } else {
      decisions.add(new Limited(limitedAt(policy).orElse(null)));
      decisions.add(new Digested(arrival.at(), arrival.id()));
    }
    if (arrival.readAt() != null) {
      decisions.add(new Read(arrival.readAt()));
    }
    if (arrival.hiddenAt() != null) {
      decisions.add(new Deleted(arrival.hiddenAt()));
    }
    return decisions;
  }

  /** The first instant from the announcement on at which the limit allowed no more of its type. */
  private Optional<Instant> limitedAt(DeliveryPolicy policy) {
    return Stream.concat(Stream.of(since), told.stream().map(Told::at))
        .filter(at -> !at.isBefore(since))
        .sorted(Comparator.naturalOrder())
        .filter(at -> !policy.allows(type, toldBy(at), at))
        .findFirst();
  }

  private List<Told> toldBy(Instant at) {
    return told.stream().filter(each -> !each.at().isAfter(at)).toList();
  }
}
