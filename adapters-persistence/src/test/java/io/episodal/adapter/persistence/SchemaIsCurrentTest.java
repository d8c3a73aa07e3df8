package io.episodal.adapter.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed classes and drawing are those that the migrated schema gives. */
final class SchemaIsCurrentTest {
  private static final Path COMMITTED = Path.of("src/main/java");
  private static final Path DRAWING = Path.of("../docs/schema.svg");

  @Test
  void generatingAgainChangesNothing(@TempDir Path fresh) throws Exception {
    try (var database = TestDatabase.empty()) {
      new Migrations(database.dataSource()).migrate();
      GenerateSchema.into(fresh, database.dataSource());
    }

    var generated = files(fresh);
    assertFalse(generated.isEmpty());
    assertEquals(generated, files(COMMITTED));
  }

  @Test
  void drawingAgainChangesNothing() throws Exception {
    try (var database = TestDatabase.empty()) {
      new Migrations(database.dataSource()).migrate();

      assertEquals(Files.readString(DRAWING), SchemaDrawing.of(database.dataSource()));
    }
  }

  private static Map<String, String> files(Path sources) throws IOException {
    var folder = sources.resolve(GenerateSchema.PACKAGE.replace('.', '/'));
    var files = new TreeMap<String, String>();
    try (var paths = Files.walk(folder)) {
      paths
          .filter(Files::isRegularFile)
          .forEach(path -> files.put(folder.relativize(path).toString(), read(path)));
    }
    return files;
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
