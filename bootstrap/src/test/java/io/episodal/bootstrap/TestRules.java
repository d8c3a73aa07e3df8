package io.episodal.bootstrap;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static io.episodal.bootstrap.Conditions.be;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where tests lie, how they are called and what they use (A20). */
final class TestRules {
  static final String TESTABLE = "org.junit.platform.commons.annotation.Testable";

  private static final String BROWSER_TESTS = House.BOOTSTRAP + ".browser";
  private static final Pattern NAME_THAT_IS_RUN = Pattern.compile("(\\w+?)(Test|IT)");

  /** Beside those of the adapters. */
  private static final Stream<String> LIBRARIES_OF_THE_SERVER =
      Stream.of(
          "ch.qos.logback..",
          "me.tongfei.progressbar..",
          "org.apache.commons.compress..",
          "org.tukaani.xz..",
          "picocli..");

  private static final Stream<String> LIBRARIES_OF_TESTS =
      Stream.of(
          "com.microsoft.playwright..",
          "com.networknt.schema..",
          "com.tngtech.archunit..",
          "io.zonky.test..",
          "redis.embedded..",
          "org.junit..",
          "org.objectweb.asm..");

  private static final DescribedPredicate<JavaClass> LISTED =
      resideInAnyPackage(
          Stream.of(
                  Stream.of("java..", "javax..", "com.sun..", "org.jspecify.annotations"),
                  Stream.of(House.ROOT + ".."),
                  Stream.of(Adapter.values()).flatMap(adapter -> adapter.libraries().stream()),
                  LIBRARIES_OF_THE_SERVER,
                  LIBRARIES_OF_TESTS)
              .flatMap(names -> names)
              .toArray(String[]::new));

  private TestRules() {}

  static ArchRule testsSitByTheirSubject() {
    return CompositeArchRule.of(classes().should(sitByTheirSubject()).allowEmptyShould(true))
        .and(
            classes()
                .that(resideInAPackage(House.ROOT + ".."))
                .should(be("users of listed libraries", TestRules::faultsOfLibraries))
                .allowEmptyShould(true));
  }

  private static ArchCondition<JavaClass> sitByTheirSubject() {
    return new ArchCondition<>("sit in the package of their subject, if they are tests") {
      private final Set<String> packages =
          Stream.concat(House.expectedPackages(), Stream.of(BROWSER_TESTS)).collect(toSet());
      private Map<String, Set<String>> homes = Map.of();

      @Override
      public void init(Collection<JavaClass> types) {
        homes =
            types.stream()
                .filter(type -> type.isTopLevelClass() && !isTest(type))
                .filter(type -> !House.isWithin(type.getPackageName(), House.GENERATED))
                .collect(
                    groupingBy(
                        JavaClass::getSimpleName, mapping(JavaClass::getPackageName, toSet())));
      }

      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (isTest(type)) {
          faults(House.outermost(type))
              .forEach(fault ->
                  events.add(SimpleConditionEvent.violated(type, type.getName() + " " + fault)));
        }
      }

      private Stream<String> faults(JavaClass test) {
        var name = NAME_THAT_IS_RUN.matcher(test.getSimpleName());
        if (!name.matches()) {
          return Stream.of("is not run, since its name ends neither in Test nor in IT");
        }
        if (!packages.contains(test.getPackageName())) {
          return Stream.of("sits in a package that nothing else is in");
        }
        var subjects = homes.getOrDefault(name.group(1), Set.of());
        return subjects.isEmpty() || subjects.contains(test.getPackageName())
            ? Stream.of()
            : Stream.of("tests what lies in " + subjects);
      }
    };
  }

  private static boolean isTest(JavaClass type) {
    return !type.getModifiers().contains(JavaModifier.ABSTRACT)
        && type.getAllMethods().stream().anyMatch(method -> method.isMetaAnnotatedWith(TESTABLE));
  }

  private static Stream<String> faultsOfLibraries(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .map(Dependency::getTargetClass)
        .map(JavaClass::getBaseComponentType)
        .distinct()
        .filter(target -> !target.isPrimitive() && !LISTED.test(target))
        .map(JavaClass::getName)
        .map(name -> "uses " + name + ", which is in no list,");
  }
}
