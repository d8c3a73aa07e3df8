package io.episodal.bootstrap;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The modules as Maven compiled them, with their tests, which are on nobody's class path but their
 * own. A module that was not compiled is an error, since rules would pass for what they do not see.
 */
final class CompiledModules {
  private static final String TESTS = "src/test/java";

  private CompiledModules() {}

  /** Main and test classes of all modules. */
  static JavaClasses withTests() throws IOException {
    var modules = modules();
    for (var module : modules) {
      requireCompiled(module, "src/main/java", "target/classes");
      requireCompiled(module, TESTS, "target/test-classes");
    }
    return new ClassFileImporter()
        .importPaths(
            modules.stream()
                .flatMap(module ->
                    Stream.of(
                        module.resolve("target/classes"), module.resolve("target/test-classes")))
                .toList());
  }

  /** The folder of the whole, whether tests run in a module's folder or above it. */
  static Path root() {
    for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("ArchitectureTest.md"))) {
        return folder;
      }
    }
    throw new IllegalStateException("ArchitectureTest.md is missing");
  }

  private static List<Path> modules() throws IOException {
    try (var folders = Files.list(root())) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("pom.xml")))
          .filter(folder -> Files.isDirectory(folder.resolve(TESTS)))
          .toList();
    }
  }

  private static void requireCompiled(Path module, String sources, String classes)
      throws IOException {
    var from = module.resolve(sources);
    try (var files = Files.walk(from)) {
      var missing =
          files
              .map(file -> from.relativize(file).toString())
              .filter(name -> name.endsWith(".java") && !isLeftOut(name))
              .map(name -> module.resolve(classes).resolve(name.replaceAll("java$", "class")))
              .filter(Files::notExists)
              .toList();
      if (!missing.isEmpty()) {
        throw new IllegalStateException(
            "not compiled, run ./mvnw test-compile in the whole project: " + missing);
      }
    }
  }

  /** Tests in a browser are compiled by a profile; not every package-info makes a class. */
  private static boolean isLeftOut(String name) {
    return name.contains("/browser/") || name.endsWith("package-info.java");
  }
}
