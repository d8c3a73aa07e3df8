package io.episodal.bootstrap;

import java.util.List;
import java.util.Locale;

/** The adapters: the one public type of each, and the libraries that it may use. */
enum Adapter {
  PERSISTENCE("PostgresPersistence"),
  CACHE("AnswerCaches"),
  HTTP("HttpApi"),
  SECURITY("Security");

  private final String doorName;

  Adapter(String doorName) {
    this.doorName = doorName;
  }

  String packageName() {
    return House.ADAPTER + "." + name().toLowerCase(Locale.ROOT);
  }

  String door() {
    return packageName() + "." + doorName;
  }

  /** Beside the JDK packages that every adapter may use. */
  List<String> libraries() {
    return switch (this) {
      case PERSISTENCE ->
          List.of(
              "org.jooq..",
              "com.dynatrace.hash4j..",
              "com.zaxxer.hikari..",
              "org.flywaydb..",
              "org.postgresql..",
              "org.slf4j..",
              "com.fasterxml.jackson..",
              "java.sql..",
              "javax.sql..");
      case CACHE -> List.of("com.github.benmanes.caffeine..", "io.lettuce..");
      case HTTP ->
          List.of(
              "io.javalin..",
              "kotlin..",
              "org.eclipse.jetty..",
              "jakarta.servlet..",
              "com.fasterxml.jackson..",
              "io.micrometer..",
              "org.slf4j..",
              "java.security");
      case SECURITY ->
          List.of(
              "com.auth0.jwt..",
              "com.password4j..",
              "com.fasterxml.jackson..",
              "org.slf4j..",
              "java.net.http..",
              "java.security..",
              "javax.crypto..");
    };
  }
}
