package io.episodal.bootstrap;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The statements of the engine as PostgreSQL ran them: its auto_explain writes each with its plan
 * into the log. That costs time of its own, so the figures of such a run are for orientation only.
 */
final class Plans {
  private static final int SHOWN = 6;
  private static final Pattern ENTRY =
      Pattern.compile(
          "duration: ([0-9.]+) ms  plan:\\R\\s*Query Text: (.*?)(?=\\R[^\\t]|\\z)", Pattern.DOTALL);
  private static final Pattern PLAN = Pattern.compile("\\R\\s*[A-Z][A-Za-z ]+ .*\\(cost=");

  private Plans() {}

  /** Has the plans of the engine's connections logged, of those opened from now on. */
  static void log(EmbeddedPostgres postgres) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.user(), postgres.password());
        var statement = connection.createStatement()) {
      for (var setting :
          List.of(
              "session_preload_libraries = 'auto_explain'",
              "auto_explain.log_min_duration = 0",
              "auto_explain.log_parameter_max_length = 0",
              "auto_explain.log_analyze = on",
              "auto_explain.log_buffers = on")) {
        statement.execute("alter database episodal set " + setting);
      }
    }
  }

  /** Prints the statements that took most time, each with its slowest plan. */
  static void print(Path log) {
    var statements = new HashMap<String, List<Run>>();
    var matcher = ENTRY.matcher(read(log));
    while (matcher.find()) {
      var entry = matcher.group(2);
      var plan = PLAN.matcher(entry);
      if (plan.find()) {
        var run = new Run(Double.parseDouble(matcher.group(1)), entry.substring(plan.start()));
        statements
            .computeIfAbsent(entry.substring(0, plan.start()).strip(), any -> new ArrayList<>())
            .add(run);
      }
    }
    statements.entrySet().stream()
        .sorted(Comparator.comparing(statement -> -total(statement.getValue())))
        .limit(SHOWN)
        .forEach(statement -> print(statement.getKey(), statement.getValue()));
  }

  private static void print(String statement, List<Run> runs) {
    var slowest = runs.stream().max(Comparator.comparing(Run::millis)).orElseThrow();
    System.out.printf(
        ROOT, "%n== %d times, %.0f ms, the slowest %.1f ms:%n%s%n%s%n",
        runs.size(), total(runs), slowest.millis(), statement, slowest.plan());
  }

  private static double total(List<Run> runs) {
    return runs.stream().mapToDouble(Run::millis).sum();
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Run(double millis, String plan) {}
}
