package io.episodal.adapter.persistence;

import io.episodal.domain.shared.port.out.Listener;
import io.episodal.domain.transaction.Transaction;
import io.episodal.domain.transaction.UnitOfWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/** Units of work on connections of a data source, READ COMMITTED. */
final class JooqUnitOfWork implements UnitOfWork {
  private static final int ATTEMPTS = 5;
  private static final Settings SETTINGS =
      new Settings()
          .withRenderCatalog(false)
          .withExecuteLogging(false)
          .withFetchWarnings(false)
          .withBatchSize(500);

  private final DataSource dataSource;
  private final StoreClock clock;
  private final Listener listener;
  private final ThreadLocal<Boolean> writing = ThreadLocal.withInitial(() -> false);

  JooqUnitOfWork(DataSource dataSource, StoreClock clock, Listener listener) {
    this.dataSource = dataSource;
    this.clock = clock;
    this.listener = listener;
  }

  @Override
  public <T> T write(Function<Transaction, T> work) {
    if (writing.get()) {
      throw new IllegalStateException("a unit of work must not begin inside another one");
    }
    writing.set(true);
    try {
      return committed(work);
    } finally {
      writing.remove();
    }
  }

  @Override
  public <T> T read(Function<Transaction, T> work) {
    try (var connection = dataSource.getConnection()) {
      connection.setAutoCommit(true);
      return work.apply(new JooqTransaction(on(connection), clock));
    } catch (SQLException e) {
      throw SqlErrors.translated(e);
    } catch (RuntimeException e) {
      throw SqlErrors.translated(e);
    }
  }

  private <T> T committed(Function<Transaction, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(work);
      } catch (SQLException e) {
        if (attempt == ATTEMPTS || !SqlErrors.isRetryable(e)) {
          throw SqlErrors.translated(e);
        }
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS || !SqlErrors.isRetryable(e)) {
          throw SqlErrors.translated(e);
        }
      }
      listener.transactionRetried();
    }
  }

  private <T> T once(Function<Transaction, T> work) throws SQLException {
    JooqTransaction transaction;
    T result;
    try (var connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      transaction = new JooqTransaction(on(connection), clock);
      try {
        result = work.apply(transaction);
        connection.commit();
      } catch (RuntimeException | SQLException | Error e) {
        rollBack(connection, e);
        throw e;
      } finally {
        resetAutoCommit(connection);
      }
    }
    transaction.committed();
    return result;
  }

  private static DSLContext on(Connection connection) {
    return DSL.using(connection, SQLDialect.POSTGRES, SETTINGS);
  }

  private static void rollBack(Connection connection, Throwable reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  /** A broken connection is found out by the pool; what broke it is on its way already. */
  private static void resetAutoCommit(Connection connection) throws SQLException {
    if (!connection.isClosed()) {
      connection.setAutoCommit(true);
    }
  }
}
