package io.episodal.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What ports, doors and services look like, and who implements and calls them (A7 to A10). */
final class PortRules {
  static final String UNIT_OF_WORK = House.DOMAIN + ".transaction.UnitOfWork";

  private static final String SHARED_PORTS = House.DOMAIN + ".shared.port.out";
  private static final Set<String> OPENING = Set.of("write", "read", "run");
  private static final int MOST_METHODS = 8;

  private PortRules() {}

  static ArchRule portsAreSmallInterfaces() {
    return CompositeArchRule.of(
            classes()
                .that(resideInAPackage(House.DOMAIN + "..port.."))
                .should(be("interfaces, with values nested in them", PortRules::faultOfPortType))
                .allowEmptyShould(true))
        .and(
            classes()
                .that(isPort("in"))
                .should(be("conversations of one to eight methods", PortRules::faultOfSize))
                .allowEmptyShould(true))
        .and(
            classes()
                .that(describe("are classes", type -> !type.isInterface()))
                .should(be("outside of application no conversation", PortRules::faultOfServing))
                .allowEmptyShould(true));
  }

  static ArchRule outgoingPortsAreImplementedInAdapters() {
    return classes()
        .that(describe("are classes", type -> !type.isInterface()))
        .should(be("outside of adapters and testkit no outgoing port", PortRules::faultOfBacking))
        .allowEmptyShould(true);
  }

  static ArchRule modulesHideAllButTheirDoors() {
    return CompositeArchRule.of(
            classes()
                .that(isPublicInAdapter())
                .should(be("the door of their adapter", PortRules::faultOfDoor))
                .allowEmptyShould(true))
        .and(
            classes()
                .that(isService())
                .should(be("package-private and final", PortRules::faultOfService))
                .allowEmptyShould(true));
  }

  static ArchRule onlyServicesOpenUnitsOfWork() {
    return noClasses()
        .that(describe("are no services", PortRules::mayNotOpenUnitOfWork))
        .should()
        .accessTargetWhere(describe("a unit of work is opened", PortRules::opensUnitOfWork))
        .allowEmptyShould(true);
  }

  private static Stream<String> faultOfPortType(JavaClass type) {
    var isValue = type.isRecord() || type.isEnum() || type.isAnonymousClass();
    return type.isInterface() || (type.isNestedClass() && isValue)
        ? Stream.of()
        : Stream.of("is no interface");
  }

  private static Stream<String> faultOfSize(JavaClass type) {
    var methods = type.getMethods().stream().filter(PortRules::isOfConversation).count();
    return methods >= 1 && methods <= MOST_METHODS
        ? Stream.of()
        : Stream.of("has " + methods + " methods");
  }

  private static boolean isOfConversation(JavaMethod method) {
    var modifiers = method.getModifiers();
    return !modifiers.contains(JavaModifier.STATIC)
        && !modifiers.contains(JavaModifier.PRIVATE)
        && !modifiers.contains(JavaModifier.SYNTHETIC);
  }

  private static Stream<String> faultOfServing(JavaClass type) {
    return House.isWithin(type.getPackageName(), House.APPLICATION)
        ? Stream.of()
        : portsOf(type, "in").map(PortRules::implementing);
  }

  private static Stream<String> faultOfBacking(JavaClass type) {
    var home = type.getPackageName();
    if (House.isWithin(home, House.ADAPTER) || House.isWithin(home, House.TESTKIT)) {
      return Stream.of();
    }
    var isHost = home.equals(House.APPLICATION) || House.isWithin(home, House.BOOTSTRAP);
    return portsOf(type, "out")
        .filter(port -> !(isHost && port.getPackageName().equals(SHARED_PORTS)))
        .map(PortRules::implementing);
  }

  private static Stream<JavaClass> portsOf(JavaClass type, String direction) {
    return type.getAllRawInterfaces().stream().filter(isPort(direction));
  }

  private static String implementing(JavaClass port) {
    return "implements " + port.getName();
  }

  private static Stream<String> faultOfDoor(JavaClass type) {
    return Stream.of(Adapter.values()).map(Adapter::door).anyMatch(type.getName()::equals)
        ? Stream.of()
        : Stream.of("is public");
  }

  private static Stream<String> faultOfService(JavaClass type) {
    var modifiers = type.getModifiers();
    return Stream.of(
            modifiers.contains(JavaModifier.PUBLIC) ? "is public" : "",
            modifiers.contains(JavaModifier.FINAL) ? "" : "is not final")
        .filter(fault -> !fault.isEmpty());
  }

  private static boolean mayNotOpenUnitOfWork(JavaClass type) {
    return !isService().test(House.outermost(type))
        && !type.isAssignableTo(UNIT_OF_WORK)
        && !House.isWithin(type.getPackageName(), House.TESTKIT);
  }

  private static boolean opensUnitOfWork(JavaAccess<?> access) {
    return access.getTargetOwner().isAssignableTo(UNIT_OF_WORK)
        && OPENING.contains(access.getTarget().getName());
  }

  private static DescribedPredicate<JavaClass> isPort(String direction) {
    return describe(
        "are ports",
        type ->
            type.isTopLevelClass()
                && type.isInterface()
                && !type.getSimpleName().equals("package-info")
                && House.isWithin(type.getPackageName(), House.DOMAIN)
                && type.getPackageName().endsWith(".port." + direction));
  }

  private static DescribedPredicate<JavaClass> isPublicInAdapter() {
    return describe(
        "are public in an adapter",
        type ->
            type.isTopLevelClass()
                && type.getModifiers().contains(JavaModifier.PUBLIC)
                && House.isWithin(type.getPackageName(), House.ADAPTER)
                && !House.isWithin(type.getPackageName(), House.GENERATED));
  }

  private static DescribedPredicate<JavaClass> isService() {
    return describe(
        "are services",
        type ->
            type.isTopLevelClass()
                && type.getSimpleName().endsWith("Service")
                && House.isWithin(type.getPackageName(), House.APPLICATION));
  }

  /** A condition that is broken once for each fault that {@code faults} finds in a class. */
  private static ArchCondition<JavaClass> be(
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
