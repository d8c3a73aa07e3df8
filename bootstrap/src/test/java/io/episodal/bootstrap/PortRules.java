package io.episodal.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.episodal.bootstrap.Conditions.be;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.Set;
import java.util.stream.Stream;

/** What ports, doors and services look like, and who implements and calls them (A7 to A10, A18). */
final class PortRules {
  static final String UNIT_OF_WORK = House.DOMAIN + ".transaction.UnitOfWork";

  private static final String SHARED_PORTS = House.DOMAIN + ".shared.port.out";
  private static final Set<String> OPENING = Set.of("write", "read", "run");
  private static final int MOST_METHODS = 8;

  /** What anybody who uses a door has anyway; a registry of metrics is the host's, as its pool. */
  private static final String[] COMMON_PACKAGES = {
    House.ROOT + "..", "java..", "javax.sql", "io.micrometer.prometheusmetrics"
  };

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

  static ArchRule publicSignaturesNameNoLibrary() {
    return classes()
        .that(isVisible())
        .should(be("understood without libraries", PortRules::faultsOfSignatures))
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

  private static Stream<String> faultsOfSignatures(JavaClass type) {
    return Stream.of(
            Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream())
                .flatMap(parent -> strangersOf("as a parent", Stream.of(parent))),
            type.getFields().stream()
                .filter(PortRules::isVisible)
                .flatMap(field ->
                    strangersOf("in " + field.getName(), field.getAllInvolvedRawTypes().stream())),
            type.getCodeUnits().stream()
                .filter(PortRules::isVisible)
                .flatMap(unit ->
                    strangersOf(
                        "in " + unit.getName(),
                        Stream.concat(
                            unit.getAllInvolvedRawTypes().stream(),
                            unit.getExceptionTypes().stream().map(thrown -> thrown.toErasure())))))
        .flatMap(faults -> faults);
  }

  private static Stream<String> strangersOf(String place, Stream<JavaClass> types) {
    return types
        .map(JavaClass::getBaseComponentType)
        .filter(type -> !type.isPrimitive() && !resideInAnyPackage(COMMON_PACKAGES).test(type))
        .map(type -> "names " + type.getName() + " " + place)
        .distinct();
  }

  private static boolean isVisible(JavaMember member) {
    var modifiers = member.getModifiers();
    return !modifiers.contains(JavaModifier.SYNTHETIC)
        && (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
  }

  private static boolean isPublicThroughout(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(PortRules::isPublicThroughout).orElse(true);
  }

  private static DescribedPredicate<JavaClass> isVisible() {
    return describe(
        "can be seen from outside",
        type ->
            isPublicThroughout(type) && !House.isWithin(type.getPackageName(), House.GENERATED));
  }

  static DescribedPredicate<JavaClass> isPort(String direction) {
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
}
