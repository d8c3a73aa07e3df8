package io.episodal.bootstrap;

import java.util.List;
import java.util.stream.Stream;

/**
 * Sources that break one rule in one place. They lie in the packages of the house and are no part
 * of it: only {@link PlantedClasses} compiles them. Their types are all called {@code Planted...}.
 *
 * @param rule the id of the rule that they break
 * @param what how they break it
 */
record Planted(String rule, String what, List<String> sources) {
  static final Planted STRAY =
      violation(
          "A1",
          "a class that lies in no module",
          """
          package io.episodal.util;
          class PlantedHelper {}
          """);

  /** One violation or more of each rule but the first. */
  static Stream<Planted> violations() {
    return Stream.of(
            PlantedBorders.violations(),
            PlantedPorts.violations(),
            PlantedHabits.violations(),
            PlantedCore.violations(),
            PlantedTests.violations(),
            PlantedContracts.violations())
        .flatMap(violations -> violations);
  }

  static Planted violation(String rule, String what, String... sources) {
    return new Planted(rule, what, List.of(sources));
  }

  @Override
  public String toString() {
    return rule + ": " + what;
  }
}
