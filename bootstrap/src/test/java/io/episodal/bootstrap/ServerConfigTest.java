package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
                    "hush-4 and at least thirty-two bytes"),
                Map.of(),
                Optional.empty()));

    var shown = config.toString();
    assertFalse(shown.contains("hush"), shown);
    assertTrue(shown.contains("root@site.example"), shown);
    assertEquals(
        "Database[jdbc:postgresql://db.example/episodal, user=anna]",
        config.database().orElseThrow().toString());
  }
}
