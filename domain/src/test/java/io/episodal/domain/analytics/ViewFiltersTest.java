package io.episodal.domain.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.analytics.port.in.RecordViews.Visitor;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.shared.AddressRange;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ViewFiltersTest {
  private static final UserId USER = new UserId(new UUID(1, 2));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; YandexBot/3.0)",
        "Slackbot-LinkExpanding 1.0",
        "TelegramBot (like TwitterBot)",
        "Baiduspider",
        "Mozilla/5.0 (X11) HeadlessChrome/120.0.0.0",
        "facebookexternalhit/1.1"
      })
  void robotsThatSaySoAreFlagged(String userAgent) {
    var visitor = new Visitor(null, "192.0.2.1", userAgent);
    assertEquals(Optional.of(ViewFlag.USER_AGENT), ViewFilters.USUAL.flag(visitor));
    assertEquals(
        Optional.empty(), ViewFilters.USUAL.flag(new Visitor(USER, "192.0.2.1", userAgent)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "curl/8.5.0",
        "okhttp/4.12.0",
        "Java-http-client/25",
        "Mozilla/5.0 (Linux; Android 9; CUBOT_X19) AppleWebKit/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)"
      })
  void playersAndRelaysAreNot(String userAgent) {
    var visitor = new Visitor(null, "192.0.2.1", userAgent);
    assertEquals(Optional.empty(), ViewFilters.USUAL.flag(visitor));
  }

  @Test
  void networksAreFlaggedWhoeverCalls() {
    var filters = new ViewFilters(List.of("Robot"), List.of(AddressRange.parse("198.51.100.0/24")));

    assertEquals(
        Optional.of(ViewFlag.NETWORK), filters.flag(new Visitor(USER, "198.51.100.9", "robot")));
    assertEquals(
        Optional.of(ViewFlag.USER_AGENT),
        filters.flag(new Visitor(null, "198.51.100.9", "my ROBOT")));
    assertEquals(Optional.empty(), filters.flag(new Visitor(null, "198.51.101.9", "")));
    assertEquals(Optional.empty(), filters.flag(new Visitor(null, "unknown", "")));
  }

  @Test
  void onlyMoreThanTwoHoursBesideTheLongestIsTooMuchForOne() {
    var time = MediaTime.NONE.plus(86_400).plus(3_600).plus(3_600);
    assertFalse(time.isTooMuch());
    assertTrue(time.plus(1).isTooMuch());
    assertFalse(MediaTime.NONE.isTooMuch());
  }
}
