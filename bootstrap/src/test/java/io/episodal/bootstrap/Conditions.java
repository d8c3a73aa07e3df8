package io.episodal.bootstrap;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Function;
import java.util.stream.Stream;

/** Conditions of rules, made from functions that name faults. */
final class Conditions {

  private Conditions() {}

  /** A condition that is broken once for each fault that {@code faults} finds in a class. */
  static ArchCondition<JavaClass> be(
      String description, Function<JavaClass, Stream<String>> faults) {
    return new ArchCondition<>("be " + description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        faults
            .apply(type)
            .forEach(fault ->
                events.add(
                    SimpleConditionEvent.violated(
                        type,
                        type.getName() + " " + fault + " in " + type.getSourceCodeLocation())));
      }
    };
  }
}
