package io.episodal.bootstrap;

import static io.episodal.bootstrap.Planted.violation;

import java.util.stream.Stream;

/** Violations of A21. */
final class PlantedContracts {
  private static final String PORT =
      """
      package io.episodal.domain.catalog.port.out;
      public interface PlantedPort { void put(int number); }
      """;
  private static final String CONTRACT =
      """
      package io.episodal.testkit;
      public abstract class PlantedPortContract {
        @org.junit.jupiter.api.Test void keepsANumber() {}
      }
      """;
  private static final String ADAPTER =
      """
      package io.episodal.adapter.cache;
      final class PlantedAdapter implements io.episodal.domain.catalog.port.out.PlantedPort {
        @Override public void put(int number) {}
      }
      """;

  private PlantedContracts() {}

  static Stream<Planted> violations() {
    return Stream.of(
        violation("A21", "a port without a contract", PORT, ADAPTER),
        violation(
            "A21",
            "a contract without a test",
            PORT,
            """
            package io.episodal.testkit;
            public abstract class PlantedPortContract {}
            """),
        violation("A21", "an adapter that nobody holds to the contract", PORT, CONTRACT, ADAPTER),
        violation(
            "A21",
            "an adapter whose contract is run by a test of another module",
            PORT,
            CONTRACT,
            ADAPTER,
            """
            package io.episodal.adapter.http;
            final class PlantedPortTest extends io.episodal.testkit.PlantedPortContract {}
            """),
        violation(
            "A21",
            "an adapter whose test is never run, since it is abstract",
            PORT,
            CONTRACT,
            ADAPTER,
            """
            package io.episodal.adapter.cache;
            abstract class PlantedPortTest extends io.episodal.testkit.PlantedPortContract {}
            """),
        violation(
            "A21",
            "an anonymous class that nobody holds to the contract",
            PORT,
            CONTRACT,
            """
            package io.episodal.application;
            final class PlantedDefaults {
              static final io.episodal.domain.catalog.port.out.PlantedPort PORT =
                  new io.episodal.domain.catalog.port.out.PlantedPort() {
                    @Override public void put(int number) {}
                  };
            }
            """));
  }
}
