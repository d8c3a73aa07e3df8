package io.episodal.adapter.persistence;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/**
 * Writes what mirrors the migrated schema; its arguments are the source folder of the classes and
 * the file of the drawing.
 */
final class GenerateSchema {
  static final String PACKAGE = "io.episodal.adapter.persistence.schema";

  private GenerateSchema() {}

  public static void main(String[] arguments) throws Exception {
    try (var database = TestDatabase.empty()) {
      new Migrations(database.dataSource()).migrate();
      into(Path.of(arguments[0]), database.dataSource());
      Files.writeString(Path.of(arguments[1]), SchemaDrawing.of(database.dataSource()));
    }
  }

  static void into(Path sources, DataSource migrated) throws Exception {
    var tool = new GenerationTool();
    tool.setDataSource(migrated);
    tool.run(
        new Configuration()
            .withLogging(Logging.WARN)
            .withGenerator(
                new Generator()
                    .withDatabase(
                        new Database()
                            .withName("org.jooq.meta.postgres.PostgresDatabase")
                            .withInputSchema(Migrations.SCHEMA)
                            .withIncludeExcludeColumns(true)
                            .withExcludes(
                                "schema_history|view_events_.*|index_releases|with_beginnings|subjects_of"
                                    + "|release_search\\.document")
                            .withForcedTypes(
                                new ForcedType()
                                    .withName("INSTANT")
                                    .withIncludeTypes("timestamp.* with time zone|timestamptz.*")))
                    .withGenerate(
                        new Generate()
                            .withJavaTimeTypes(true)
                            .withRecords(true)
                            .withIndexes(false)
                            .withGlobalCatalogReferences(false)
                            .withGlobalRoutineReferences(false)
                            .withJavadoc(false)
                            .withGeneratedAnnotation(false))
                    .withTarget(
                        new Target().withPackageName(PACKAGE).withDirectory(sources.toString()))));
  }
}
