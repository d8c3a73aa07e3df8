package io.episodal.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;

/** What nobody does, wherever it is (A11 and A12). */
final class CodingRules {
  private static final String DEFAULTS = House.APPLICATION + ".Defaults";

  private static final Set<String> LEGACY_DATES =
      Set.of(
          "java.sql.Date",
          "java.sql.Time",
          "java.sql.Timestamp",
          "java.text.DateFormat",
          "java.text.SimpleDateFormat",
          "java.util.Calendar",
          "java.util.Date",
          "java.util.GregorianCalendar",
          "java.util.SimpleTimeZone",
          "java.util.TimeZone");

  private static final Set<String> INJECTING =
      Set.of("Autowired", "Inject", "PersistenceContext", "Resource", "Value");

  private CodingRules() {}

  static ArchRule timeAndRandomIdsComeFromDefaults() {
    return noClasses()
        .that(describe("are not Defaults", type -> !isDefaults(type)))
        .should()
        .accessTargetWhere(
            describe("the system's clock or a random id is taken", CodingRules::takesTimeOrId))
        .allowEmptyShould(true);
  }

  static ArchRule noWaysOfThePast() {
    return CompositeArchRule.of(
            noClasses()
                .should()
                .dependOnClassesThat(
                    describe("are legacy dates", type -> LEGACY_DATES.contains(type.getName())))
                .allowEmptyShould(true))
        .and(
            noClasses()
                .that(resideOutsideOfPackage(House.BOOTSTRAP))
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .allowEmptyShould(true))
        .and(
            noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("java.util.logging.."))
                .allowEmptyShould(true))
        .and(noClasses().should(GeneralCodingRules.THROW_GENERIC_EXCEPTIONS).allowEmptyShould(true))
        .and(
            noFields()
                .should()
                .beAnnotatedWith(describe("inject", CodingRules::injects))
                .allowEmptyShould(true));
  }

  private static boolean isDefaults(JavaClass type) {
    return House.outermost(type).getName().equals(DEFAULTS);
  }

  private static boolean takesTimeOrId(JavaAccess<?> access) {
    var owner = access.getTargetOwner();
    var name = access.getTarget().getName();
    return switch (owner.getName()) {
      case "java.lang.System" -> name.equals("currentTimeMillis");
      case "java.util.UUID" -> name.equals("randomUUID");
      case "java.time.Clock" -> name.startsWith("system") || isTickOfTheSystem(access);
      case "java.time.InstantSource" -> name.equals("system");
      default -> readsTheDate(owner, name) && !isGivenAClock(access);
    };
  }

  /**
   * {@code Clock.tickMillis(zone)} and its like read the system; {@code tick(clock, d)} does not.
   */
  private static boolean isTickOfTheSystem(JavaAccess<?> access) {
    return access.getTarget().getName().startsWith("tick") && !isGivenAClock(access);
  }

  private static boolean readsTheDate(JavaClass owner, String method) {
    return owner.getPackageName().startsWith("java.time")
        && (method.equals("now") || method.equals("dateNow"));
  }

  private static boolean isGivenAClock(JavaAccess<?> access) {
    return access.getTarget() instanceof CodeUnitAccessTarget target
        && target.getRawParameterTypes().stream()
            .anyMatch(type ->
                type.isAssignableTo(Clock.class) || type.isAssignableTo(InstantSource.class));
  }

  private static boolean injects(JavaAnnotation<?> annotation) {
    return INJECTING.contains(annotation.getRawType().getSimpleName());
  }
}
