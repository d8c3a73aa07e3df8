package io.episodal.bootstrap;

import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.DeliveryPolicy.Overflow;
import io.episodal.domain.notification.DeliveryPolicy.TypeLimit;
import io.episodal.domain.notification.NotificationType;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The settings of how often a user may be told. */
final class DeliverySettings {
  private static final int MOST = 1_000;
  private static final String EXEMPT = "exempt";
  private static final Pattern TYPE_LIMIT = Pattern.compile("([a-z_]+) *= *(\\d{1,4}|exempt)");

  private DeliverySettings() {}

  static DeliveryPolicy policy(Settings settings, Duration window) {
    return new DeliveryPolicy(
        (int) settings.number(Setting.NOTIFICATIONS_LIMIT, 1, MOST),
        window,
        overflow(settings),
        types(settings));
  }

  private static Overflow overflow(Settings settings) {
    var choice = settings.choice(Setting.NOTIFICATIONS_OVERFLOW, List.of("digest", "skip"));
    return Overflow.valueOf(choice.toUpperCase(Locale.ROOT));
  }

  private static Map<NotificationType, TypeLimit> types(Settings settings) {
    var types = new EnumMap<NotificationType, TypeLimit>(NotificationType.class);
    for (var given : settings.list(Setting.NOTIFICATIONS_TYPE_LIMITS)) {
      var limit = TYPE_LIMIT.matcher(given);
      if (!limit.matches()
          || types.put(type(settings, limit.group(1)), limit(settings, limit.group(2))) != null) {
        throw refused(settings);
      }
    }
    return types;
  }

  private static NotificationType type(Settings settings, String code) {
    try {
      return NotificationType.of(code);
    } catch (IllegalArgumentException e) {
      throw refused(settings);
    }
  }

  private static TypeLimit limit(Settings settings, String given) {
    if (given.equals(EXEMPT)) {
      return new TypeLimit.Exempt();
    }
    var most = Integer.parseInt(given);
    if (most < 1 || most > MOST) {
      throw refused(settings);
    }
    return new TypeLimit.AtMost(most);
  }

  private static StartupException refused(Settings settings) {
    return settings.refused(
        Setting.NOTIFICATIONS_TYPE_LIMITS,
        "must give each of new_episode, new_release, recommendation and digest at most once a number"
            + " from 1 to 1000, or exempt");
  }
}
