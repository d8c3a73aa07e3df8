package io.episodal.testkit;

import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Announcement;
import io.episodal.domain.notification.MuteSubject;
import io.episodal.domain.notification.NotificationPreferences;
import io.episodal.domain.notification.NotificationType;
import io.episodal.domain.notification.port.out.Preferences;
import io.episodal.domain.subscription.SubscriptionTarget.OfFranchise;
import io.episodal.domain.subscription.SubscriptionTarget.OfGenre;
import io.episodal.domain.subscription.SubscriptionTarget.OfRelease;
import io.episodal.testkit.Rows.Muting;
import io.episodal.testkit.Rows.PreferencesRow;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Preferences as rows, one for each user who has said something. */
final class InMemoryPreferences implements Preferences {
  private static final PreferencesRow NOTHING =
      new PreferencesRow(NotificationPreferences.USUAL, List.of());

  private final Supplier<Tables> tables;
  private final Clock clock;

  InMemoryPreferences(Supplier<Tables> tables, Clock clock) {
    this.tables = tables;
    this.clock = clock;
  }

  static NotificationPreferences of(Tables from, UserId user) {
    return from.preferences.getOrDefault(user, NOTHING).preferences();
  }

  /** All that a user hears or heard nothing of. */
  static List<Muting> mutings(Tables from, UserId user) {
    return from.preferences.getOrDefault(user, NOTHING).mutings();
  }

  /** Whatever silences an announcement for those who have muted it. */
  static Set<MuteSubject> subjects(Tables from, Announcement announcement) {
    return subjects(from, announcement.type(), announcement.release());
  }

  /** Whether the user hears nothing of this type or of this release. */
  static boolean isSilenced(Tables from, UserId user, NotificationType type, ReleaseId release) {
    return of(from, user).silenced().stream().anyMatch(subjects(from, type, release)::contains);
  }

  /** Whether the user has muted the release, a genre or the franchise. */
  static boolean isMuted(Tables from, UserId user, ReleaseId release) {
    return of(from, user).silenced().stream().anyMatch(subjects(from, release)::contains);
  }

  private static Set<MuteSubject> subjects(Tables from, NotificationType type, ReleaseId release) {
    var subjects = subjects(from, release);
    subjects.add(new MuteSubject.OfType(type));
    return subjects;
  }

  private static Set<MuteSubject> subjects(Tables from, ReleaseId id) {
    var subjects = new HashSet<MuteSubject>();
    subjects.add(new MuteSubject.OfTarget(new OfRelease(id)));
    from.releases
        .find(id)
        .ifPresent(row -> {
          for (GenreId genre : row.details().genres()) {
            subjects.add(new MuteSubject.OfTarget(new OfGenre(genre)));
          }
          var franchise = row.details().franchise();
          if (franchise != null) {
            subjects.add(new MuteSubject.OfTarget(new OfFranchise(franchise)));
          }
        });
    return subjects;
  }

  @Override
  public NotificationPreferences find(UserId user) {
    return of(tables.get(), user);
  }

  @Override
  public Map<UserId, NotificationPreferences> withQuietHours(Set<UserId> users) {
    var found = new HashMap<UserId, NotificationPreferences>();
    for (var user : users) {
      var preferences = find(user);
      if (preferences.quiet() != null) {
        found.put(user, preferences.hearingNothingOf(List.of()));
      }
    }
    return found;
  }

  @Override
  public NotificationPreferences findForUpdate(UserId user) {
    return find(user);
  }

  @Override
  public void put(UserId user, NotificationPreferences preferences) {
    var to = tables.get();
    var before = to.preferences.getOrDefault(user, NOTHING);
    var now = clock.instant();
    var silenced = new HashSet<>(preferences.silenced());
    var mutings = new ArrayList<Muting>();
    for (var muting : before.mutings()) {
      var on = muting.until() == null;
      if (on && !silenced.contains(muting.subject())) {
        mutings.add(new Muting(muting.subject(), muting.since(), now));
      } else {
        mutings.add(muting);
      }
      if (on) {
        silenced.remove(muting.subject());
      }
    }
    for (var subject : silenced) {
      mutings.remove(new Muting(subject, now, now));
      mutings.add(new Muting(subject, now, null));
    }
    to.preferences.put(user, new PreferencesRow(preferences, List.copyOf(mutings)));
  }

  @Override
  public long forgetEnded(Instant before) {
    var to = tables.get();
    var forgotten = 0L;
    for (var user : List.copyOf(to.preferences.keys())) {
      var row = to.preferences.getOrDefault(user, NOTHING);
      var kept =
          row.mutings().stream()
              .filter(muting -> muting.until() == null || !muting.until().isBefore(before))
              .toList();
      forgotten += row.mutings().size() - kept.size();
      to.preferences.put(user, new PreferencesRow(row.preferences(), kept));
    }
    return forgotten;
  }
}
