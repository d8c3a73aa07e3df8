package io.episodal.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may use whom (A1 to A6, A17, A19). Rules that find no class to check pass; that there are
 * classes is what A1 is for.
 */
final class BorderRules {
  private static final List<String> CORE_PACKAGES =
      List.of(
          "java.lang",
          "java.lang.annotation",
          "java.util",
          "java.util.function",
          "java.util.regex",
          "java.util.stream",
          "java.time..",
          "org.jspecify.annotations");

  private static final Set<String> CORE_TYPES =
      Set.of(
          "java.net.URI",
          "java.net.URISyntaxException",
          "java.nio.charset.Charset",
          "java.nio.charset.StandardCharsets",
          "java.text.Normalizer",
          "java.text.Normalizer$Form");

  private static final List<String> ADAPTER_PACKAGES =
      List.of(
          "java.io",
          "java.lang.invoke",
          "java.math",
          "java.net",
          "java.nio..",
          "java.text",
          "java.util.concurrent..",
          "java.util.random",
          "java.util.zip");

  private static final String[] JSON_ANNOTATIONS = {
    "com.fasterxml.jackson.annotation..", "com.fasterxml.jackson.databind.annotation.."
  };

  private BorderRules() {}

  static ArchRule everyExpectedPackageIsThere() {
    return classes().should(beLaidOutAsExpected()).allowEmptyShould(true);
  }

  static ArchRule domainUsesTheCoreOnly() {
    return onlyUses(House.DOMAIN, core().or(within(House.DOMAIN)))
        .as("domain should only use itself and the core of the JDK");
  }

  static ArchRule applicationUsesDomainAndCoreOnly() {
    return onlyUses(
            House.APPLICATION, core().or(within(House.DOMAIN)).or(within(House.APPLICATION)))
        .as("application should only use domain, itself and the core of the JDK");
  }

  static ArchRule adaptersUseDomainAndTheirOwnLibrariesOnly() {
    return CompositeArchRule.of(
            Stream.of(Adapter.values()).map(BorderRules::usesItsOwnLibrariesOnly).toList())
        .as("adapters should only use domain, the JDK packages of adapters and their libraries");
  }

  static ArchRule modulesSeeNothingButDomain() {
    return classes().should(seeNoOtherModule()).allowEmptyShould(true);
  }

  static ArchRule featuresAreFreeOfCycles() {
    return CompositeArchRule.of(freeOfCycles(House.DOMAIN)).and(freeOfCycles(House.APPLICATION));
  }

  static ArchRule onlyHttpSpeaksJsonByAnnotations() {
    return noClasses()
        .that(resideOutsideOfPackage(Adapter.HTTP.packageName() + ".."))
        .should()
        .dependOnClassesThat(resideInAnyPackage(JSON_ANNOTATIONS))
        .allowEmptyShould(true);
  }

  static ArchRule onlyPersistenceUsesTheGeneratedSchema() {
    return noClasses()
        .that(resideOutsideOfPackage(Adapter.PERSISTENCE.packageName() + ".."))
        .should()
        .dependOnClassesThat(resideInAnyPackage(House.GENERATED + ".."))
        .allowEmptyShould(true);
  }

  private static ArchRule usesItsOwnLibrariesOnly(Adapter adapter) {
    return onlyUses(
            adapter.packageName(),
            core()
                .or(within(House.DOMAIN))
                .or(within(adapter.packageName()))
                .or(inPackages(ADAPTER_PACKAGES))
                .or(inPackages(adapter.libraries())))
        .as(
            "%s should only use domain, the JDK packages of adapters and %s"
                .formatted(adapter.packageName(), adapter.libraries()));
  }

  private static ArchRule onlyUses(String module, DescribedPredicate<JavaClass> allowed) {
    return classes()
        .that(within(module))
        .should(onlyDependOnClassesThat(elements(allowed)))
        .allowEmptyShould(true);
  }

  private static ArchRule freeOfCycles(String module) {
    return slices().matching(module + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaClass> core() {
    return inPackages(CORE_PACKAGES)
        .or(describe("are listed", type -> CORE_TYPES.contains(type.getName())));
  }

  private static DescribedPredicate<JavaClass> within(String module) {
    return resideInAnyPackage(module + "..");
  }

  private static DescribedPredicate<JavaClass> inPackages(List<String> packages) {
    return resideInAnyPackage(packages.toArray(String[]::new));
  }

  /** Looks through arrays, and lets primitive types pass. */
  private static DescribedPredicate<JavaClass> elements(DescribedPredicate<JavaClass> allowed) {
    return describe(
        allowed.getDescription(),
        type -> {
          var element = type.getBaseComponentType();
          return element.isPrimitive() || allowed.test(element);
        });
  }

  private static ArchCondition<JavaClass> beLaidOutAsExpected() {
    return new ArchCondition<>("lie in the packages of the house, none of which is empty") {
      private final List<String> missing = new ArrayList<>();

      @Override
      public void init(Collection<JavaClass> types) {
        missing.clear();
        missing.addAll(absent(House.expectedPackages(), types, JavaClass::getPackageName));
        missing.addAll(absent(House.expectedTypes(), types, JavaClass::getName));
      }

      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (House.moduleOf(type).isEmpty()) {
          events.add(SimpleConditionEvent.violated(type, type.getName() + " lies in no module"));
        }
      }

      @Override
      public void finish(ConditionEvents events) {
        for (var name : missing) {
          events.add(SimpleConditionEvent.violated(name, name + " is missing or empty"));
        }
      }
    };
  }

  private static List<String> absent(
      Stream<String> expected, Collection<JavaClass> types, Function<JavaClass, String> naming) {
    var present =
        types.stream()
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .map(naming)
            .collect(Collectors.toSet());
    return expected.filter(name -> !present.contains(name)).toList();
  }

  private static ArchCondition<JavaClass> seeNoOtherModule() {
    return new ArchCondition<>("depend on their own module and on domain only") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(BorderRules::crossesForbiddenBorder)
            .forEach(dependency ->
                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
      }
    };
  }

  private static boolean crossesForbiddenBorder(Dependency dependency) {
    var from = House.moduleOf(dependency.getOriginClass());
    var to = House.moduleOf(dependency.getTargetClass().getBaseComponentType());
    var allowed =
        to.isEmpty()
            || to.equals(from)
            || to.equals(House.DOMAIN)
            || (from.equals(House.BOOTSTRAP) && !to.equals(House.TESTKIT));
    return !allowed;
  }
}
