package io.episodal.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules of the house, which {@code ArchitectureTest.md} explains, checked on the classes of all
 * modules; and the proof that each of them is documented and can fail.
 */
final class ArchitectureTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(House.ROOT);

  private static final Map<String, ArchRule> RULES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("A1", BorderRules.everyExpectedPackageIsThere()),
              Map.entry("A2", BorderRules.domainUsesTheCoreOnly()),
              Map.entry("A3", BorderRules.applicationUsesDomainAndCoreOnly()),
              Map.entry("A4", BorderRules.adaptersUseDomainAndTheirOwnLibrariesOnly()),
              Map.entry("A5", BorderRules.modulesSeeNothingButDomain()),
              Map.entry("A6", BorderRules.featuresAreFreeOfCycles()),
              Map.entry("A7", PortRules.portsAreSmallInterfaces()),
              Map.entry("A8", PortRules.outgoingPortsAreImplementedInAdapters()),
              Map.entry("A9", PortRules.modulesHideAllButTheirDoors()),
              Map.entry("A10", PortRules.onlyServicesOpenUnitsOfWork()),
              Map.entry("A11", CodingRules.timeAndRandomIdsComeFromDefaults()),
              Map.entry("A12", CodingRules.noWaysOfThePast()),
              Map.entry("A13", CodingRules.loggersArePrivateConstants()),
              Map.entry("A14", CoreRules.coreLeavesThreadsAlone()),
              Map.entry("A15", CoreRules.domainIsMadeOfValues()),
              Map.entry("A16", CoreRules.coreHasOneException()),
              Map.entry("A17", BorderRules.onlyHttpSpeaksJsonByAnnotations()),
              Map.entry("A18", PortRules.publicSignaturesNameNoLibrary()),
              Map.entry("A19", BorderRules.onlyPersistenceUsesTheGeneratedSchema()),
              Map.entry("A20", TestRules.testsSitByTheirSubject()),
              Map.entry("A21", ContractRules.portsHaveContractsThatAreKept())));

  private static final Pattern TEST_NAME = Pattern.compile("a(\\d+)[A-Z]\\w*");
  private static final Pattern SECTION = Pattern.compile("(?m)^## (A\\d+) ");
  private static final Pattern ENFORCED_BY = Pattern.compile("Enforced by.*`(a\\d+\\w+)`");

  @TempDir static Path folder;

  private static PlantedClasses planted;
  private static JavaClasses withTests;

  @BeforeAll
  static void plantAndImport() throws IOException {
    planted = PlantedClasses.compileInto(folder);
    withTests = CompiledModules.withTests();
  }

  @Test
  void a1EveryExpectedPackageIsThere() {
    check("A1");
  }

  @Test
  void a2DomainUsesTheCoreOnly() {
    check("A2");
  }

  @Test
  void a3ApplicationUsesDomainAndCoreOnly() {
    check("A3");
  }

  @Test
  void a4AdaptersUseDomainAndTheirOwnLibrariesOnly() {
    check("A4");
  }

  @Test
  void a5ModulesSeeNothingButDomain() {
    check("A5");
  }

  @Test
  void a6FeaturesAreFreeOfCycles() {
    check("A6");
  }

  @Test
  void a7PortsAreSmallInterfaces() {
    check("A7");
  }

  @Test
  void a8OutgoingPortsAreImplementedInAdapters() {
    check("A8");
  }

  @Test
  void a9ModulesHideAllButTheirDoors() {
    check("A9");
  }

  @Test
  void a10OnlyServicesOpenUnitsOfWork() {
    check("A10");
  }

  @Test
  void a11TimeAndRandomIdsComeFromDefaults() {
    check("A11");
  }

  @Test
  void a12NoWaysOfThePast() {
    check("A12");
  }

  @Test
  void a13LoggersArePrivateConstants() {
    check("A13");
  }

  @Test
  void a14CoreLeavesThreadsAlone() {
    check("A14");
  }

  @Test
  void a15DomainIsMadeOfValues() {
    check("A15");
  }

  @Test
  void a16CoreHasOneException() {
    check("A16");
  }

  @Test
  void a17OnlyHttpSpeaksJsonByAnnotations() {
    check("A17");
  }

  @Test
  void a18PublicSignaturesNameNoLibrary() {
    check("A18");
  }

  @Test
  void a19OnlyPersistenceUsesTheGeneratedSchema() {
    check("A19");
  }

  @Test
  void a20TestsSitByTheirSubject() {
    check("A20", withTests);
  }

  @Test
  void a21PortsHaveContractsThatAreKept() {
    check("A21", withTests);
  }

  @Test
  void everyRuleIsTestedAndDocumented() throws IOException {
    var document = Files.readString(CompiledModules.root().resolve("ArchitectureTest.md"));
    assertEquals(RULES.keySet(), sorted(groupsOf(SECTION, document)));
    assertEquals(RULES.keySet(), sorted(testNames().map(ArchitectureTest::idOf)));
    assertEquals(sorted(testNames()), sorted(groupsOf(ENFORCED_BY, document)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.episodal.bootstrap.Planted#violations")
  void failsOnAPlantedViolation(Planted violation) {
    var faults = faults(violation.rule(), planted.of(violation));
    assertEquals(1, faults.size(), () -> violation + " should be the one fault in " + faults);
  }

  /** What the first rule looks for are absences, which cannot be planted as classes. */
  @ParameterizedTest
  @MethodSource("io.episodal.bootstrap.House#expectedPackages")
  void theFirstRuleFailsWithoutAnExpectedPackage(String name) {
    var rest = HOUSE.that(describe("stay", type -> !type.getPackageName().equals(name)));
    assertTrue(faults("A1", rest).contains(name + " is missing or empty"));
  }

  @ParameterizedTest
  @MethodSource("io.episodal.bootstrap.House#expectedTypes")
  void theFirstRuleFailsWithoutAnExpectedType(String name) {
    var rest = HOUSE.that(describe("stay", type -> !type.getName().equals(name)));
    assertTrue(faults("A1", rest).contains(name + " is missing or empty"));
  }

  @Test
  void theFirstRuleFailsOnAClassThatLiesInNoModule() {
    var faults = faults("A1", planted.of(Planted.STRAY));
    assertTrue(faults.stream().anyMatch(fault -> fault.endsWith("lies in no module")));
  }

  @Test
  void everyOtherRuleHasAPlantedViolation() {
    var ids = Stream.concat(Stream.of("A1"), Planted.violations().map(Planted::rule));
    assertEquals(RULES.keySet(), sorted(ids));
  }

  @Test
  void nothingPlantedIsPartOfTheHouse() {
    assertEquals(
        List.of(),
        HOUSE.stream().filter(type -> type.getSimpleName().startsWith("Planted")).toList());
  }

  private static void check(String id) {
    check(id, HOUSE);
  }

  private static void check(String id, JavaClasses classes) {
    assertEquals(
        "", String.join("\n", faults(id, classes)), () -> id + ": " + rule(id).getDescription());
  }

  private static List<String> faults(String id, JavaClasses classes) {
    return rule(id).evaluate(classes).getFailureReport().getDetails();
  }

  private static ArchRule rule(String id) {
    return Objects.requireNonNull(RULES.get(id), id);
  }

  private static Stream<String> testNames() {
    return Stream.of(ArchitectureTest.class.getDeclaredMethods())
        .map(Method::getName)
        .filter(name -> TEST_NAME.matcher(name).matches());
  }

  private static String idOf(String testName) {
    return TEST_NAME.matcher(testName).replaceFirst("A$1");
  }

  private static Stream<String> groupsOf(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1));
  }

  private static Set<String> sorted(Stream<String> names) {
    return names.collect(toCollection(TreeSet::new));
  }
}
