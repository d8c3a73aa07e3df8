package io.episodal.bootstrap;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What outgoing ports promise, and that those who implement them keep it (A21). */
final class ContractRules {
  private static final String TEST_CLASSES = "/test-classes/";

  private ContractRules() {}

  static ArchRule portsHaveContractsThatAreKept() {
    return classes().should(keepContracts()).allowEmptyShould(true);
  }

  private static ArchCondition<JavaClass> keepContracts() {
    return new ArchCondition<>("have a contract if they are ports, and keep those of their ports") {
      private Set<String> contracts = Set.of();
      private Map<String, Set<String>> keepers = Map.of();

      @Override
      public void init(Collection<JavaClass> types) {
        contracts =
            types.stream()
                .filter(ContractRules::isContract)
                .map(JavaClass::getName)
                .collect(toSet());
        keepers =
            types.stream()
                .filter(type -> !isAbstract(type))
                .flatMap(type ->
                    type.getAllRawSuperclasses().stream()
                        .map(JavaClass::getName)
                        .filter(contracts::contains)
                        .map(contract -> Map.entry(contract, House.moduleOf(type))))
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toSet())));
      }

      @Override
      public void check(JavaClass type, ConditionEvents events) {
        faults(type)
            .forEach(fault ->
                events.add(SimpleConditionEvent.violated(type, type.getName() + " " + fault)));
      }

      private Stream<String> faults(JavaClass type) {
        if (isPort(type)) {
          return contracts.contains(contractOf(type))
              ? Stream.of()
              : Stream.of("has no abstract class with tests " + contractOf(type));
        }
        return type.isInterface() || isAbstract(type) || addsNothing(type) || isOfTests(type)
            ? Stream.of()
            : type.getAllRawInterfaces().stream()
                .filter(ContractRules::isPort)
                .map(ContractRules::contractOf)
                .filter(contracts::contains)
                .filter(contract -> !isKept(contract, House.moduleOf(type)))
                .map(contract -> "is held to " + contract + " by no test of its module");
      }

      private boolean isKept(String contract, String module) {
        return keepers.getOrDefault(contract, Set.of()).contains(module);
      }
    };
  }

  /** What ports have in common is held to the contract of each. */
  private static boolean isPort(JavaClass type) {
    return type.getName().equals(PortRules.UNIT_OF_WORK)
        || (isOutgoing(type)
            && type.getAllSubclasses().stream().noneMatch(ContractRules::isOutgoing));
  }

  private static boolean isOutgoing(JavaClass type) {
    return PortRules.isPort("out").test(type);
  }

  private static String contractOf(JavaClass port) {
    return House.TESTKIT + "." + port.getSimpleName() + "Contract";
  }

  /** One without a test would hold nobody to anything. */
  private static boolean isContract(JavaClass type) {
    return isAbstract(type)
        && type.getAllMethods().stream()
            .anyMatch(method -> method.isMetaAnnotatedWith(TestRules.TESTABLE));
  }

  private static boolean isAbstract(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.ABSTRACT);
  }

  /** Such as a listener that hears nothing. */
  private static boolean addsNothing(JavaClass type) {
    return type.isAnonymousClass() && type.getMethods().isEmpty();
  }

  /** What stands for an adapter in the tests of others keeps only what they need. */
  private static boolean isOfTests(JavaClass type) {
    return type.getSource()
        .map(source -> source.getUri().toString().contains(TEST_CLASSES))
        .orElse(false);
  }
}
