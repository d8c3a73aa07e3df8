package io.episodal.bootstrap;

import static io.episodal.bootstrap.Planted.violation;

import java.util.stream.Stream;

/** Violations of A14 to A16. */
final class PlantedCore {

  private PlantedCore() {}

  static Stream<Planted> violations() {
    return Stream.of(threads(), values(), exceptions()).flatMap(planted -> planted);
  }

  private static Stream<Planted> threads() {
    return Stream.concat(
        Stream.of(
                "ThreadLocal<String> text = null;",
                "void start(Runnable work) { Thread.startVirtualThread(work); }",
                "void rest() throws Exception { Thread.sleep(10); }",
                "void rest() throws Exception { wait(10); }",
                "synchronized void lock() {}",
                "void lock() { synchronized (this) { hashCode(); } }",
                "Runnable lock() { return () -> { synchronized (this) { hashCode(); } }; }")
            .map(member ->
                violation(
                    "A14",
                    member,
                    """
                    package io.episodal.application.catalog;
                    final class PlantedService { %s }
                    """
                        .formatted(member))),
        Stream.of(
            violation(
                "A14",
                "a thread in domain",
                """
                package io.episodal.domain.catalog;
                record PlantedTitle(String text) {
                  static String reader() { return Thread.currentThread().getName(); }
                }
                """)));
  }

  private static Stream<Planted> values() {
    return Stream.of(
        violation(
            "A15",
            "a class that can be extended",
            """
            package io.episodal.domain.catalog;
            class PlantedTitle {}
            """),
        violation(
            "A15",
            "an interface that anybody may implement",
            """
            package io.episodal.domain.catalog;
            interface PlantedTitle {}
            """),
        violation(
            "A15",
            "an open interface nested in a port",
            """
            package io.episodal.domain.catalog.port.in;
            public interface PlantedPort {
              void tell(Command command);
              interface Command {}
            }
            """),
        violation(
            "A15",
            "a public value that can change",
            """
            package io.episodal.domain.catalog;
            public final class PlantedTitle { private String text; }
            """),
        violation(
            "A15",
            "a field that others can change",
            """
            package io.episodal.domain.catalog;
            final class PlantedTitle { String text; }
            """),
        violation(
            "A15",
            "a setter",
            """
            package io.episodal.domain.catalog;
            final class PlantedTitle { void setText(String text) {} }
            """));
  }

  private static Stream<Planted> exceptions() {
    return Stream.of(
        violation(
            "A16",
            "a second exception in domain",
            """
            package io.episodal.domain.catalog;
            final class PlantedTitleMissing extends RuntimeException {}
            """),
        violation(
            "A16",
            "a checked exception in application",
            """
            package io.episodal.application.catalog;
            final class PlantedTitleMissing extends Exception {}
            """));
  }
}
