package io.episodal.bootstrap;

import io.episodal.adapter.persistence.PostgresPersistence;
import io.episodal.application.Episodal;
import io.episodal.bootstrap.ServerConfig.Database;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * An engine without server and threads over the configured database: another PostgreSQL, the
 * embedded one of a server that runs, or the embedded one started for this purpose.
 */
final class ImportStore implements AutoCloseable {
  /** One for the transaction, one for the pool to be at ease. */
  private static final int CONNECTIONS = 2;

  private final Deque<Runnable> closing = new ArrayDeque<>();
  private final Episodal episodal;

  private ImportStore(ServerConfig config, Consumer<String> tell) {
    var database = config.database().orElseGet(() -> embedded(config, tell));
    try {
      var persistence =
          PostgresPersistence.connect(
              database.jdbcUrl(), database.user(), database.password(), CONNECTIONS);
      closing.push(persistence::close);
      episodal =
          Episodal.builder()
              .persistence(persistence)
              .listener(new LoggingListener())
              .backgroundThreads(0)
              .build();
      closing.push(episodal::close);
    } catch (RuntimeException e) {
      close();
      throw new StartupException(
          "The database %s cannot be used: %s."
              .formatted(database.jdbcUrl(), StartupException.innermost(e)));
    }
  }

  static ImportStore open(ServerConfig config, Consumer<String> tell) {
    return new ImportStore(config, tell);
  }

  Episodal episodal() {
    return episodal;
  }

  @Override
  public void close() {
    while (!closing.isEmpty()) {
      closing.pop().run();
    }
  }

  private Database embedded(ServerConfig config, Consumer<String> tell) {
    var directory = DataDirectory.at(config.dataDirectory());
    var running = EmbeddedPostgres.runningElsewhere(directory.path());
    if (running.isPresent()) {
      tell.accept("Using the database of the server that runs in " + directory.path());
      return running.get();
    }
    var postgres = EmbeddedPostgres.start(directory.path(), tell);
    Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
    closing.push(postgres::close);
    return new Database(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }
}
