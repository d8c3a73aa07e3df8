package io.episodal.domain.notification;

import io.episodal.domain.identity.LanguageTag;
import io.episodal.domain.shared.Change;
import io.episodal.domain.shared.Violations;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A partial update of preferences: what is not named stays, what is cleared becomes usual again.
 * Immutable.
 *
 * @param types which types to switch on or off; clearing switches all on
 * @param muted all that is to be muted from now on, at most {@value #MOST_MUTED}, none twice
 * @param zone the name of a time zone, such as {@code Europe/Berlin}
 * @param language a language tag of BCP 47
 */
public record PreferencesChange(
    Change<Map<NotificationType, Boolean>> types,
    Change<List<SubscriptionTarget>> muted,
    Change<String> zone,
    Change<QuietHours> quiet,
    Change<DigestCadence> cadence,
    Change<String> language) {
  /** Most things that a user can mute. */
  public static final int MOST_MUTED = 500;

  public PreferencesChange {
    var violations = new Violations();
    violations.ifSet(muted, targets -> violations.distinct("muted", targets, MOST_MUTED));
    violations.ifSet(zone, name -> checkZone(violations, name));
    violations.ifSet(language, tag -> checkLanguage(violations, tag));
    violations.throwIfAny();
  }

  /** The preferences after this change. */
  public NotificationPreferences of(NotificationPreferences before) {
    return new NotificationPreferences(
        off(before.off()),
        mutedAfter(before.muted()),
        ZoneId.of(zone.applyTo(before.zone().getId(), NotificationPreferences.USUAL_ZONE)),
        quiet.applyTo(before.quiet()),
        cadence.applyTo(before.cadence(), DigestCadence.WHEN_FREE),
        language.applyTo(before.language()));
  }

  private Set<SubscriptionTarget> mutedAfter(Set<SubscriptionTarget> before) {
    return Set.copyOf(muted.applyTo(List.copyOf(before), List.of()));
  }

  private Set<NotificationType> off(Set<NotificationType> before) {
    var off = EnumSet.noneOf(NotificationType.class);
    if (types.isKeep()) {
      off.addAll(before);
    }
    if (types instanceof Change.Set<Map<NotificationType, Boolean>>(var wanted)) {
      off.addAll(before);
      wanted.forEach((type, on) -> {
        if (on) {
          off.remove(type);
        } else {
          off.add(type);
        }
      });
    }
    return off;
  }

  private static void checkZone(Violations violations, String name) {
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      violations.add("time_zone", "must be the name of a time zone, such as Europe/Berlin or UTC");
    }
  }

  private static void checkLanguage(Violations violations, String tag) {
    if (!LanguageTag.isWellFormed(tag)) {
      violations.add(
          "locale",
          "must be a language tag such as en, pt-BR or zh-Hant, of at most %d characters"
              .formatted(LanguageTag.LONGEST));
    }
  }
}
