package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.NotificationType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerConfigTest {

  @Test
  void showsNoSecret() {
    var config =
        ServerConfig.of(
            Settings.of(
                Map.of(
                    Setting.DATABASE_URL,
                    "postgresql://anna:hush-1@db.example/episodal?password=hush-2",
                    Setting.ADMIN_EMAIL,
                    "root@site.example",
                    Setting.ADMIN_PASSWORD,
                    "hush-3 and much longer",
                    Setting.JWT_SECRET,
                    "hush-4 and at least thirty-two bytes",
                    Setting.REDIS_URL,
                    "redis://:hush-5@cache.example:6379"),
                Map.of(),
                Optional.empty()));

    var shown = config.toString();
    assertFalse(shown.contains("hush"), shown);
    assertTrue(shown.contains("root@site.example"), shown);
    assertEquals(
        "Database[jdbc:postgresql://db.example/episodal, user=anna]",
        config.database().orElseThrow().toString());
  }

  @Test
  void typesCanBeLimitedAndExempt() {
    var delivery = withTypeLimits("new_release=2, digest = exempt").delivery();

    assertEquals(OptionalInt.of(2), delivery.limitOf(NotificationType.NEW_RELEASE));
    assertEquals(List.of(NotificationType.DIGEST), delivery.exempt());
    assertEquals(DeliveryPolicy.USUAL, withTypeLimits("").delivery());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new_film=1",
        "digest",
        "digest=0",
        "digest=1001",
        "digest=1,digest=1",
        "digest=1,"
      })
  void oddLimitsOfTypesAreRefused(String given) {
    var refused = assertThrows(StartupException.class, () -> withTypeLimits(given));

    assertTrue(
        String.valueOf(refused.getMessage()).startsWith("EPISODAL_NOTIFICATIONS_TYPE_LIMITS"));
  }

  private static ServerConfig withTypeLimits(String given) {
    return ServerConfig.of(
        Settings.of(Map.of(Setting.NOTIFICATIONS_TYPE_LIMITS, given), Map.of(), Optional.empty()));
  }
}
