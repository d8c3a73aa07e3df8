package io.episodal.adapter.http;

import io.episodal.domain.notification.DigestCadence;
import io.episodal.domain.notification.NotificationPreferences;
import io.episodal.domain.notification.NotificationType;
import io.episodal.domain.notification.PreferencesChange;
import io.episodal.domain.notification.QuietHours;
import io.episodal.domain.notification.port.in.ManagePreferences;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a user wants to be told of, and when. */
final class PreferencesRoutes {
  private static final String PATH = "/api/v1/notifications/preferences";

  private static final JsonKind<Map<NotificationType, Boolean>> TYPES =
      JsonKind.object(PreferencesRoutes::types, Map.of());
  private static final JsonKind<SubscriptionTarget> TARGET =
      JsonKind.object(SubscriptionRoutes::target, SubscriptionTarget.of("release", new UUID(0, 0)));
  private static final JsonKind<QuietHours> QUIET_HOURS =
      JsonKind.object(
          body ->
              new QuietHours(
                  body.required("from", JsonKind.TIME), body.required("to", JsonKind.TIME)),
          new QuietHours(LocalTime.MIN, LocalTime.NOON));
  private static final JsonKind<DigestCadence> CADENCE =
      JsonKind.code(DigestCadence::code, List.of(DigestCadence.values()));

  private final ManagePreferences preferences;

  PreferencesRoutes(ManagePreferences preferences) {
    this.preferences = preferences;
  }

  List<Route> routes() {
    return List.of(
        Route.get(PATH, Access.USER, this::preferences),
        Route.put(PATH, Access.USER, this::change));
  }

  private Answer preferences(Call call) {
    return Answer.ok(PreferencesJson.of(preferences.preferences(call.user())));
  }

  private Answer change(Call call) {
    var body = call.body();
    var change =
        body.build(() ->
            new PreferencesChange(
                body.change("types", TYPES),
                body.change("muted", JsonKind.listOf(TARGET)),
                body.change("time_zone", JsonKind.TEXT),
                body.change("quiet_hours", QUIET_HOURS),
                body.change("digest_cadence", CADENCE),
                body.change("locale", JsonKind.TEXT)));
    return Answer.ok(PreferencesJson.of(preferences.change(call.user(), change)));
  }

  private static Map<NotificationType, Boolean> types(JsonBody body) {
    var types = new EnumMap<NotificationType, Boolean>(NotificationType.class);
    for (var type : NotificationType.values()) {
      var on = body.optional(type.code(), JsonKind.FLAG);
      if (on != null) {
        types.put(type, on);
      }
    }
    return types;
  }

  private record PreferencesJson(
      Map<String, Boolean> types,
      List<MutedJson> muted,
      String timeZone,
      @Nullable QuietHoursJson quietHours,
      String digestCadence,
      @Nullable String locale) {
    static PreferencesJson of(NotificationPreferences preferences) {
      var types = new LinkedHashMap<String, Boolean>();
      for (var type : NotificationType.values()) {
        types.put(type.code(), !preferences.off().contains(type));
      }
      var quiet = preferences.quiet();
      return new PreferencesJson(
          types,
          preferences.muted().stream()
              .sorted(
                  Comparator.comparing(SubscriptionTarget::kind)
                      .thenComparing(target -> target.value().toString()))
              .map(target -> new MutedJson(target.kind(), target.value()))
              .toList(),
          preferences.zone().getId(),
          quiet == null ? null : new QuietHoursJson(written(quiet.from()), written(quiet.to())),
          preferences.cadence().code(),
          preferences.language());
    }

    private static String written(LocalTime time) {
      return "%02d:%02d".formatted(time.getHour(), time.getMinute());
    }
  }

  private record MutedJson(String subscriptionType, UUID targetId) {}

  private record QuietHoursJson(String from, String to) {}
}
