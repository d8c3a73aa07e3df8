package io.episodal.domain.notification;

import io.episodal.domain.subscription.SubscriptionTarget;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants to be told of, and when. Immutable.
 *
 * @param off types that the user is not told of
 * @param muted what the user hears nothing of, followed or not: a release, or all of a genre or
 *     franchise
 * @param zone where the user's clock hangs
 * @param quiet when the user is not to be disturbed, null for never
 * @param cadence how often digests come
 * @param language the tag of the language of texts, null to leave it to whoever asks for them
 */
public record NotificationPreferences(
    Set<NotificationType> off,
    Set<SubscriptionTarget> muted,
    ZoneId zone,
    @Nullable QuietHours quiet,
    DigestCadence cadence,
    @Nullable String language) {
  /** The name of the usual time zone. */
  public static final String USUAL_ZONE = "UTC";

  /** What holds for users who have not said anything. */
  public static final NotificationPreferences USUAL =
      new NotificationPreferences(
          Set.of(), Set.of(), ZoneId.of(USUAL_ZONE), null, DigestCadence.WHEN_FREE, null);

  public NotificationPreferences {
    off = Set.copyOf(off);
    muted = Set.copyOf(muted);
  }

  /** All that the user hears nothing of. */
  public Set<MuteSubject> silenced() {
    return Stream.concat(
            off.stream().map(MuteSubject.OfType::new),
            muted.stream().map(MuteSubject.OfTarget::new))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The same, but hearing nothing of some subjects and of no others. */
  public NotificationPreferences hearingNothingOf(Collection<MuteSubject> subjects) {
    var types = new HashSet<NotificationType>();
    var targets = new HashSet<SubscriptionTarget>();
    for (var subject : subjects) {
      switch (subject) {
        case MuteSubject.OfType(var type) -> types.add(type);
        case MuteSubject.OfTarget(var target) -> targets.add(target);
      }
    }
    return new NotificationPreferences(types, targets, zone, quiet, cadence, language);
  }

  /** Whether the user is not to be disturbed at an instant. */
  public boolean areQuietAt(Instant instant) {
    return quiet != null && quiet.cover(instant, zone);
  }

  /**
   * When a digest of what was held back since an instant may come, now or later: at its cadence,
   * but not in quiet hours. A pure function.
   */
  public Instant digestFrom(Instant heldSince, Instant now) {
    var due = cadence.earliest(heldSince, zone);
    var earliest = due.isAfter(now) ? due : now;
    return quiet != null && quiet.cover(earliest, zone) ? quiet.endAfter(earliest, zone) : earliest;
  }
}
