package io.episodal.bootstrap;

import static io.episodal.bootstrap.Planted.violation;

import java.util.stream.Stream;

/** Violations of A2 to A6, A17 and A19. */
final class PlantedBorders {

  private PlantedBorders() {}

  static Stream<Planted> violations() {
    return Stream.of(dependencies(), modules(), reserved()).flatMap(planted -> planted);
  }

  private static Stream<Planted> dependencies() {
    return Stream.of(
        violation(
            "A2",
            "a type of java.sql in domain",
            """
            package io.episodal.domain.catalog;
            interface PlantedTitle { java.sql.Timestamp addedAt(); }
            """),
        violation(
            "A2",
            "reflection in domain",
            """
            package io.episodal.domain.catalog;
            interface PlantedTitle { java.lang.reflect.Method method(); }
            """),
        violation(
            "A2",
            "an annotation for JSON in domain",
            """
            package io.episodal.domain.catalog;
            interface PlantedTitle { @com.fasterxml.jackson.annotation.JsonValue String text(); }
            """),
        violation(
            "A2",
            "a thread pool in domain",
            """
            package io.episodal.domain.catalog;
            class PlantedTitle { java.util.concurrent.ExecutorService threads; }
            """),
        violation(
            "A2",
            "a class literal of a library in domain",
            """
            package io.episodal.domain.catalog;
            class PlantedTitle { Class<?> logger = org.slf4j.Logger.class; }
            """),
        violation(
            "A3",
            "a logger in application",
            """
            package io.episodal.application.catalog;
            class PlantedService { org.slf4j.Logger log; }
            """),
        violation(
            "A3",
            "an adapter in application",
            """
            package io.episodal.application.catalog;
            class PlantedService { io.episodal.adapter.cache.PlantedCache cache; }
            """,
            """
            package io.episodal.adapter.cache;
            public class PlantedCache {}
            """),
        violation(
            "A4",
            "jOOQ in the cache",
            """
            package io.episodal.adapter.cache;
            class PlantedCache { org.jooq.DSLContext database; }
            """),
        violation(
            "A4",
            "JDBC in the HTTP adapter",
            """
            package io.episodal.adapter.http;
            class PlantedRoutes { javax.sql.DataSource database; }
            """),
        violation(
            "A4",
            "Javalin in persistence",
            """
            package io.episodal.adapter.persistence;
            class PlantedTable { io.javalin.http.Context context; }
            """),
        violation(
            "A4",
            "reflection in the security adapter",
            """
            package io.episodal.adapter.security;
            class PlantedTokens { java.lang.reflect.Field field; }
            """));
  }

  private static Stream<Planted> modules() {
    return Stream.of(
        violation(
            "A5",
            "an adapter that knows another",
            """
            package io.episodal.adapter.http;
            class PlantedRoutes { io.episodal.adapter.persistence.PlantedTable table; }
            """,
            """
            package io.episodal.adapter.persistence;
            public class PlantedTable {}
            """),
        violation(
            "A5",
            "an adapter that knows the services",
            """
            package io.episodal.adapter.http;
            class PlantedRoutes { io.episodal.application.PlantedFeature feature; }
            """,
            """
            package io.episodal.application;
            public class PlantedFeature {}
            """),
        violation(
            "A5",
            "an adapter that knows the server",
            """
            package io.episodal.adapter.http;
            class PlantedRoutes { io.episodal.bootstrap.PlantedMain main; }
            """,
            """
            package io.episodal.bootstrap;
            public class PlantedMain {}
            """),
        violation(
            "A5",
            "a server that contains the testkit",
            """
            package io.episodal.bootstrap;
            class PlantedMain { io.episodal.testkit.PlantedClock clock; }
            """,
            """
            package io.episodal.testkit;
            public class PlantedClock {}
            """),
        violation(
            "A6",
            "a cycle of features in domain",
            """
            package io.episodal.domain.catalog;
            public interface PlantedTitle { io.episodal.domain.analytics.PlantedView lastView(); }
            """,
            """
            package io.episodal.domain.analytics;
            public interface PlantedView { io.episodal.domain.catalog.PlantedTitle title(); }
            """),
        violation(
            "A6",
            "a cycle of three features in application",
            """
            package io.episodal.application.catalog;
            public class PlantedOne { io.episodal.application.job.PlantedTwo two; }
            """,
            """
            package io.episodal.application.job;
            public class PlantedTwo { io.episodal.application.operation.PlantedThree three; }
            """,
            """
            package io.episodal.application.operation;
            public class PlantedThree { io.episodal.application.catalog.PlantedOne one; }
            """));
  }

  private static Stream<Planted> reserved() {
    return Stream.of(
        violation(
            "A17",
            "an annotation for JSON in the server",
            """
            package io.episodal.bootstrap;
            interface PlantedTitle { @com.fasterxml.jackson.annotation.JsonValue String text(); }
            """),
        violation(
            "A17",
            "a builder from JSON in persistence",
            """
            package io.episodal.adapter.persistence;
            @com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder
            interface PlantedColumn {}
            """),
        violation(
            "A19",
            "a table in the server",
            """
            package io.episodal.bootstrap;
            interface PlantedMain { io.episodal.adapter.persistence.schema.tables.Releases table(); }
            """));
  }
}
