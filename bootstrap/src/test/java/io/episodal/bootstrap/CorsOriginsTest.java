package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CorsOriginsTest {

  @Test
  void thereAreNoneUnlessTheyAreGiven() {
    assertEquals(Set.of(), origins(""));
  }

  @Test
  void aListIsSeparatedByCommas() {
    assertEquals(
        Set.of("https://app.example", "http://localhost:3000"),
        origins("https://app.example , http://localhost:3000"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "http://127.0.0.1",
        "http://[::1]:8081",
        "https://a.b-c.example:8443",
        "http://localhost:443",
        "capacitor://localhost"
      })
  void everythingThatBrowsersSendIsTaken(String origin) {
    assertEquals(Set.of(origin), origins(origin));
  }

  /** They would match nothing, and nobody would know why. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "app.example",
        "https://app.example/",
        "https://App.example",
        "https://app.example:443",
        "http://app.example:80",
        "https://*.example",
        "https://me@app.example",
        "null",
        "https://a.example,,https://b.example",
        "https://a.example https://b.example"
      })
  void whatNoBrowserSendsIsRefused(String value) {
    var refusal = assertThrows(StartupException.class, () -> origins(value));

    var message = String.valueOf(refusal.getMessage());
    assertTrue(message.startsWith("EPISODAL_CORS_ORIGINS ("), message);
  }

  private static Set<String> origins(String value) {
    var settings = Settings.of(Map.of(Setting.CORS_ORIGINS, value), Map.of(), Optional.empty());
    return ServerConfig.of(settings).corsOrigins();
  }
}
