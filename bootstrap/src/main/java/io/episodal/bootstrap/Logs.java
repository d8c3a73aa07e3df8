package io.episodal.bootstrap;

import java.util.List;

/** Chooses how the log looks, before the first line of it. */
final class Logs {
  private Logs() {}

  static void configure(Settings settings) {
    var format = settings.choice(Setting.LOG_FORMAT, List.of("text", "json"));
    var level = settings.choice(Setting.LOG_LEVEL, List.of("error", "warn", "info", "debug"));
    System.setProperty("episodal.log.level", level);
    System.setProperty(
        "logback.configurationFile", "io/episodal/bootstrap/logback-" + format + ".xml");
  }
}
