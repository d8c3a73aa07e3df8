package io.episodal.adapter.persistence;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The schema's history. Racing nodes wait for each other. */
final class Migrations {
  /** The schema that holds all tables. */
  static final String SCHEMA = "episodal";

  private final Flyway flyway;

  Migrations(DataSource dataSource) {
    flyway =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(dataSource)
            .schemas(SCHEMA)
            .defaultSchema(SCHEMA)
            .table("schema_history")
            .locations("classpath:io/episodal/db/migration")
            .load();
  }

  void migrate() {
    flyway.migrate();
  }

  boolean areComplete() {
    var info = flyway.info();
    return info.current() != null && info.pending().length == 0;
  }
}
