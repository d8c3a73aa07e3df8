package io.episodal.bootstrap;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.stream.Stream;

/** Where everything lies: the modules of Episodal and their packages. */
final class House {
  static final String ROOT = "io.episodal";
  static final String DOMAIN = ROOT + ".domain";
  static final String APPLICATION = ROOT + ".application";
  static final String ADAPTER = ROOT + ".adapter";
  static final String BOOTSTRAP = ROOT + ".bootstrap";
  static final String TESTKIT = ROOT + ".testkit";
  static final String GENERATED = Adapter.PERSISTENCE.packageName() + ".schema";

  private static final List<String> FEATURES_WITH_BOTH_KINDS_OF_PORTS =
      List.of(
          "analytics",
          "catalog",
          "identity",
          "job",
          "notification",
          "operation",
          "recommendation",
          "subscription");

  private static final List<String> APPLICATION_PACKAGES =
      Stream.concat(FEATURES_WITH_BOTH_KINDS_OF_PORTS.stream(), Stream.of("health", "engine"))
          .toList();

  private House() {}

  /** Every package that must have classes. */
  static Stream<String> expectedPackages() {
    return Stream.of(
            FEATURES_WITH_BOTH_KINDS_OF_PORTS.stream()
                .map(feature -> DOMAIN + "." + feature)
                .flatMap(name -> Stream.of(name, name + ".port.in", name + ".port.out")),
            Stream.of("health", "health.port.in", "cache.port.out", "shared", "shared.port.out")
                .map(name -> DOMAIN + "." + name),
            Stream.of(DOMAIN + ".transaction", APPLICATION, BOOTSTRAP, TESTKIT, GENERATED),
            APPLICATION_PACKAGES.stream().map(feature -> APPLICATION + "." + feature),
            Stream.of(Adapter.values()).map(Adapter::packageName))
        .flatMap(names -> names);
  }

  /** Every type that must be there because rules speak of it by name. */
  static Stream<String> expectedTypes() {
    return Stream.concat(
        Stream.of(
            APPLICATION + ".Episodal",
            APPLICATION + ".Defaults",
            PortRules.UNIT_OF_WORK,
            CoreRules.DOMAIN_EXCEPTION),
        Stream.of(Adapter.values()).map(Adapter::door));
  }

  /** The module that a class belongs to, by its root package; empty if it belongs to none. */
  static String moduleOf(JavaClass type) {
    return modules()
        .filter(module -> isWithin(type.getPackageName(), module))
        .findFirst()
        .orElse("");
  }

  static boolean isWithin(String packageName, String module) {
    return packageName.equals(module) || packageName.startsWith(module + ".");
  }

  /** The type of a file's own name: what nested and anonymous classes are part of. */
  static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(House::outermost).orElse(type);
  }

  private static Stream<String> modules() {
    return Stream.concat(
        Stream.of(DOMAIN, APPLICATION, BOOTSTRAP, TESTKIT),
        Stream.of(Adapter.values()).map(Adapter::packageName));
  }
}
