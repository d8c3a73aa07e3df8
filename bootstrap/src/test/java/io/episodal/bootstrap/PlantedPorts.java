package io.episodal.bootstrap;

import static io.episodal.bootstrap.Planted.violation;

import java.util.stream.Stream;

/** Violations of A7 to A10 and A18. */
final class PlantedPorts {

  private PlantedPorts() {}

  static Stream<Planted> violations() {
    return Stream.of(shapes(), implementations(), doors(), units(), signatures())
        .flatMap(planted -> planted);
  }

  private static Stream<Planted> shapes() {
    return Stream.of(
        violation(
            "A7",
            "a class among ports",
            """
            package io.episodal.domain.catalog.port.out;
            public final class PlantedPort {}
            """),
        violation(
            "A7",
            "a record among ports that is not nested",
            """
            package io.episodal.domain.catalog.port.out;
            public record PlantedPort(String title) {}
            """),
        violation(
            "A7",
            "a class with state nested in a port",
            """
            package io.episodal.domain.catalog.port.in;
            public interface PlantedPort {
              void tell(Command command);
              final class Command { int number; }
            }
            """),
        violation(
            "A7",
            "a conversation of nine methods",
            """
            package io.episodal.domain.catalog.port.in;
            public interface PlantedPort {
              void a(); void b(); void c(); void d(); void e(); void f(); void g(); void h();
              default void i() {}
            }
            """),
        violation(
            "A7",
            "a conversation without words",
            """
            package io.episodal.domain.catalog.port.in;
            public interface PlantedPort {
              static void only() {}
            }
            """));
  }

  private static Stream<Planted> implementations() {
    return Stream.of(
        violation(
            "A7",
            "a conversation held by an adapter",
            """
            package io.episodal.domain.catalog.port.in;
            public interface PlantedPort { void tell(); }
            """,
            """
            package io.episodal.adapter.http;
            final class PlantedRoutes implements io.episodal.domain.catalog.port.in.PlantedPort {
              public void tell() {}
            }
            """),
        violation(
            "A8",
            "an outgoing port implemented by a service",
            """
            package io.episodal.domain.catalog.port.out;
            public interface PlantedPort { void keep(); }
            """,
            """
            package io.episodal.application.catalog;
            final class PlantedService implements io.episodal.domain.catalog.port.out.PlantedPort {
              public void keep() {}
            }
            """),
        violation(
            "A8",
            "an outgoing port implemented by an anonymous class of domain",
            """
            package io.episodal.domain.catalog.port.out;
            public interface PlantedPort { void keep(); }
            """,
            """
            package io.episodal.domain.catalog;
            final class PlantedTitle {
              Object port = new io.episodal.domain.catalog.port.out.PlantedPort() {
                public void keep() {}
              };
            }
            """),
        violation(
            "A8",
            "a shared port implemented by a feature",
            """
            package io.episodal.application.catalog;
            final class PlantedListener implements io.episodal.domain.shared.port.out.Listener {}
            """));
  }

  private static Stream<Planted> doors() {
    return Stream.of(
        violation(
            "A9",
            "a second door",
            """
            package io.episodal.adapter.security;
            public final class PlantedTokens {}
            """),
        violation(
            "A9",
            "a door that leads inside",
            """
            package io.episodal.adapter.http.web;
            public interface PlantedPages {}
            """),
        violation(
            "A9",
            "a public service",
            """
            package io.episodal.application.catalog;
            public final class PlantedService {}
            """),
        violation(
            "A9",
            "a service that can be extended",
            """
            package io.episodal.application.catalog;
            class PlantedService {}
            """));
  }

  private static Stream<Planted> units() {
    return Stream.of(
        violation(
            "A10",
            "a unit of work opened by an adapter",
            """
            package io.episodal.adapter.http;
            final class PlantedRoutes {
              long unread(io.episodal.domain.transaction.UnitOfWork unitOfWork) {
                return unitOfWork.read(tx -> 1L);
              }
            }
            """),
        violation(
            "A10",
            "a unit of work opened by a lambda of a class that is no service",
            """
            package io.episodal.application.job;
            final class PlantedRunner {
              Runnable step(io.episodal.domain.transaction.UnitOfWork unitOfWork) {
                return () -> unitOfWork.run(tx -> {});
              }
            }
            """),
        violation(
            "A10",
            "a unit of work opened by a method reference",
            """
            package io.episodal.bootstrap;
            import io.episodal.domain.transaction.Transaction;
            import io.episodal.domain.transaction.UnitOfWork;
            import java.util.function.Consumer;
            final class PlantedMain {
              Consumer<Consumer<Transaction>> runner(UnitOfWork unitOfWork) {
                return unitOfWork::run;
              }
            }
            """));
  }

  private static Stream<Planted> signatures() {
    return Stream.of(
        violation(
            "A18",
            "a door that answers jOOQ's context",
            """
            package io.episodal.adapter.persistence;
            public final class PlantedStore {
              public org.jooq.DSLContext context() { return null; }
            }
            """),
        violation(
            "A18",
            "a door that takes a list of a library's type",
            """
            package io.episodal.adapter.persistence;
            public final class PlantedStore {
              public PlantedStore(java.util.List<com.zaxxer.hikari.HikariConfig> pools) {}
            }
            """),
        violation(
            "A18",
            "a door that throws a library's exception",
            """
            package io.episodal.adapter.persistence;
            public final class PlantedStore {
              public static void open() throws org.jooq.exception.DataAccessException {}
            }
            """),
        violation(
            "A18",
            "a door that extends a library's class",
            """
            package io.episodal.adapter.persistence;
            public final class PlantedStore {
              private PlantedStore() {}
              public abstract static class Builder extends com.zaxxer.hikari.HikariDataSource {}
            }
            """));
  }
}
