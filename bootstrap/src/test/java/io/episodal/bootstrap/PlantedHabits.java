package io.episodal.bootstrap;

import static io.episodal.bootstrap.Planted.violation;

import java.util.stream.Stream;

/** Violations of A11 to A13. */
final class PlantedHabits {

  private PlantedHabits() {}

  static Stream<Planted> violations() {
    return Stream.of(timesAndIds(), waysOfThePast(), loggers()).flatMap(planted -> planted);
  }

  private static Stream<Planted> timesAndIds() {
    return Stream.of(
            "java.time.Instant.now()",
            "java.time.LocalDate.now(java.time.ZoneOffset.UTC)",
            "java.time.Clock.systemUTC()",
            "java.time.Clock.tickSeconds(java.time.ZoneOffset.UTC)",
            "java.time.InstantSource.system()",
            "java.util.UUID.randomUUID()",
            "System.currentTimeMillis()",
            "(java.util.function.Supplier<?>) java.time.Instant::now",
            "(java.util.function.Supplier<?>) java.util.UUID::randomUUID",
            "(java.util.function.Supplier<?>) () -> java.time.Instant.now()")
        .map(PlantedHabits::timeOrId);
  }

  private static Planted timeOrId(String expression) {
    return violation(
        "A11",
        expression,
        """
        package io.episodal.application;
        final class PlantedDefaults { Object taken = %s; }
        """
            .formatted(expression));
  }

  private static Stream<Planted> waysOfThePast() {
    return Stream.of(
        violation(
            "A12",
            "a legacy date",
            """
            package io.episodal.adapter.persistence;
            interface PlantedTable { java.util.Date addedAt(); }
            """),
        violation(
            "A12",
            "a legacy time stamp",
            """
            package io.episodal.adapter.persistence;
            interface PlantedTable { java.sql.Timestamp addedAt(); }
            """),
        violation(
            "A12",
            "the standard output",
            """
            package io.episodal.adapter.http;
            final class PlantedRoutes { java.io.OutputStream log = System.out; }
            """),
        violation(
            "A12",
            "a printed stack trace",
            """
            package io.episodal.adapter.http;
            final class PlantedRoutes { void log(Throwable fault) { fault.printStackTrace(); } }
            """),
        violation(
            "A12",
            "a logger of the JDK",
            """
            package io.episodal.bootstrap;
            final class PlantedMain { java.util.logging.Logger log; }
            """),
        violation(
            "A12",
            "an exception that says nothing",
            """
            package io.episodal.adapter.http;
            final class PlantedRoutes { void fail() { throw new RuntimeException("failed"); } }
            """),
        violation(
            "A12",
            "an injected field",
            """
            package io.episodal.application.catalog;
            final class PlantedService {
              @Inject String name;
              @interface Inject {}
            }
            """));
  }

  private static Stream<Planted> loggers() {
    return Stream.of(
        violation(
            "A13",
            "a logger that others can see",
            """
            package io.episodal.adapter.http;
            final class PlantedRoutes {
              static final org.slf4j.Logger LOG = org.slf4j.LoggerFactory.getLogger("http");
            }
            """),
        violation(
            "A13",
            "a logger for each object",
            """
            package io.episodal.bootstrap;
            final class PlantedMain {
              private final org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger("main");
            }
            """),
        violation(
            "A13",
            "a logger of the JDK in domain",
            """
            package io.episodal.domain.catalog;
            interface PlantedTitle { System.Logger log(); }
            """));
  }
}
