package io.episodal.bootstrap;

import static io.episodal.bootstrap.Planted.violation;

import java.util.stream.Stream;

/** Violations of A20. */
final class PlantedTests {

  private PlantedTests() {}

  static Stream<Planted> violations() {
    return Stream.of(
        violation(
            "A20",
            "a test away from its subject",
            """
            package io.episodal.domain.shared;
            final class PlantedTitleTest { @org.junit.jupiter.api.Test void isShort() {} }
            """,
            """
            package io.episodal.domain.catalog;
            record PlantedTitle(String text) {}
            """),
        violation(
            "A20",
            "a test in a package of its own",
            """
            package io.episodal.domain.tests;
            final class PlantedTitleTest { @org.junit.jupiter.api.Test void isShort() {} }
            """),
        violation(
            "A20",
            "a test that no build runs",
            """
            package io.episodal.domain.catalog;
            final class PlantedTitleCheck { @org.junit.jupiter.api.Test void isShort() {} }
            """),
        violation(
            "A20",
            "a contract that no build runs",
            """
            package io.episodal.testkit;
            abstract class PlantedContract {
              @org.junit.jupiter.params.ParameterizedTest void holds() {}
            }
            """,
            """
            package io.episodal.testkit;
            final class PlantedMemory extends PlantedContract {}
            """),
        violation(
            "A20",
            "a mocking library",
            """
            package io.episodal.domain.catalog;
            final class PlantedTitleTest {
              @org.junit.jupiter.api.Test void isShort() { org.mockito.PlantedMock.of(); }
            }
            """,
            """
            package org.mockito;
            public final class PlantedMock { public static void of() {} }
            """));
  }
}
