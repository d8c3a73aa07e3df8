package io.episodal.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static io.episodal.bootstrap.Conditions.be;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the inner modules, domain and application, are made of (A14 to A16). */
final class CoreRules {
  static final String DOMAIN_EXCEPTION = House.DOMAIN + ".shared.DomainException";

  private static final Set<String> OF_THREADS =
      Set.of(
          "java.lang.InheritableThreadLocal",
          "java.lang.ScopedValue",
          "java.lang.Thread",
          "java.lang.Thread$Builder",
          "java.lang.ThreadGroup",
          "java.lang.ThreadLocal");

  private static final Set<String> WAITING = Set.of("wait", "notify", "notifyAll");
  private static final Pattern SETTER = Pattern.compile("set[A-Z].*");

  private CoreRules() {}

  static ArchRule coreLeavesThreadsAlone() {
    return classes()
        .that(lieInTheCore())
        .should(be("free of threads, locks and waiting", CoreRules::faultsOfThreads))
        .allowEmptyShould(true);
  }

  static ArchRule domainIsMadeOfValues() {
    return classes()
        .that(resideInAnyPackage(House.DOMAIN + ".."))
        .should(be("records, enums, sealed interfaces or final", CoreRules::faultsOfValue))
        .allowEmptyShould(true);
  }

  static ArchRule coreHasOneException() {
    return classes()
        .that(lieInTheCore())
        .should(be("no exception but DomainException", CoreRules::faultsOfException))
        .allowEmptyShould(true);
  }

  private static Stream<String> faultsOfThreads(JavaClass type) {
    return Stream.of(
            type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getBaseComponentType().getName())
                .filter(OF_THREADS::contains)
                .distinct()
                .map(name -> "uses " + name),
            type.getMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED))
                .map(method -> "has the synchronized method " + method.getName()),
            ClassFile.of(type).lockingMethods().stream()
                .map(method -> "has a synchronized block in " + method),
            type.getAccessesFromSelf().stream()
                .filter(CoreRules::waits)
                .map(access -> "calls " + access.getTarget().getName()))
        .flatMap(faults -> faults);
  }

  private static boolean waits(JavaAccess<?> access) {
    return access.getTargetOwner().getName().equals("java.lang.Object")
        && WAITING.contains(access.getTarget().getName());
  }

  private static Stream<String> faultsOfValue(JavaClass type) {
    return Stream.of(
            isClosed(type) ? Stream.<String>of() : Stream.of("can be extended by anybody"),
            type.getFields().stream()
                .filter(CoreRules::canBeChangedByOthers)
                .map(field -> "has the field " + field.getName() + ", which is not final"),
            type.getMethods().stream()
                .filter(method -> !method.getRawParameterTypes().isEmpty())
                .map(JavaMember::getName)
                .filter(name -> !type.isInterface() && SETTER.matcher(name).matches())
                .map(name -> "has the setter " + name))
        .flatMap(faults -> faults);
  }

  /** A class that only its package sees may work with fields of its own. */
  private static boolean canBeChangedByOthers(JavaField field) {
    var modifiers = field.getModifiers();
    return !modifiers.contains(JavaModifier.FINAL)
        && (!modifiers.contains(JavaModifier.PRIVATE)
            || field.getOwner().getModifiers().contains(JavaModifier.PUBLIC));
  }

  private static boolean isClosed(JavaClass type) {
    if (type.isInterface() && !type.isAnnotation()) {
      return isToBeImplemented(type) || ClassFile.of(type).isSealed();
    }
    return type.isRecord()
        || type.isEnum()
        || type.isAnonymousClass()
        || type.getModifiers().contains(JavaModifier.FINAL);
  }

  /** Ports are for the outside, as the unit of work is; what is nested in them is not. */
  private static boolean isToBeImplemented(JavaClass type) {
    var home = type.getPackageName();
    return type.getSimpleName().equals("package-info")
        || (type.isTopLevelClass()
            && (home.contains(".port.") || home.equals(House.DOMAIN + ".transaction")));
  }

  private static Stream<String> faultsOfException(JavaClass type) {
    return type.isAssignableTo(Throwable.class) && !type.getName().equals(DOMAIN_EXCEPTION)
        ? Stream.of("is an exception")
        : Stream.of();
  }

  private static DescribedPredicate<JavaClass> lieInTheCore() {
    return describe(
        "lie in domain or application",
        type ->
            House.isWithin(type.getPackageName(), House.DOMAIN)
                || House.isWithin(type.getPackageName(), House.APPLICATION));
  }
}
