package io.episodal.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static io.episodal.bootstrap.Conditions.be;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Stream;

/** What nobody does, wherever it is (A11 to A13). */
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

  private static final Set<JavaModifier> CONSTANT =
      Set.of(JavaModifier.PRIVATE, JavaModifier.STATIC, JavaModifier.FINAL);

  private static final Set<String> LOGGERS =
      Set.of("java.lang.System$Logger", "java.util.logging.Logger", "org.slf4j.Logger");

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

  static ArchRule loggersArePrivateConstants() {
    return CompositeArchRule.of(
            classes()
                .should(be("holders of private constants", CodingRules::faultsOfLoggerFields))
                .allowEmptyShould(true))
        .and(
            noClasses()
                .that(resideInAnyPackage(House.DOMAIN + "..", House.APPLICATION + ".."))
                .should()
                .dependOnClassesThat(
                    describe("are loggers", type -> LOGGERS.contains(type.getName())))
                .allowEmptyShould(true));
  }

  private static Stream<String> faultsOfLoggerFields(JavaClass type) {
    return type.getFields().stream()
        .filter(field -> LOGGERS.contains(field.getRawType().getName()))
        .filter(field -> !field.getModifiers().containsAll(CONSTANT))
        .map(field -> "has the logger " + field.getName() + ", which is no private constant,");
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
