package io.episodal.adapter.persistence;

import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.port.out.Listener;
import io.episodal.domain.transaction.Transaction;
import io.episodal.domain.transaction.UnitOfWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

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
    return alone(null, work);
  }

  @Override
  public <T> T writeWithin(Duration longestSilence, Function<Transaction, T> work) {
    return alone(longestSilence, work);
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

  private <T> T alone(@Nullable Duration longestSilence, Function<Transaction, T> work) {
    if (writing.get()) {
      throw new IllegalStateException("a unit of work must not begin inside another one");
    }
    writing.set(true);
    try {
      return committed(longestSilence, work);
    } finally {
      writing.remove();
    }
  }

  private <T> T committed(@Nullable Duration longestSilence, Function<Transaction, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(longestSilence, work);
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

  private <T> T once(@Nullable Duration longestSilence, Function<Transaction, T> work)
      throws SQLException {
    JooqTransaction transaction;
    T result;
    try (var connection = dataSource.getConnection()) {
      var silence = Silence.bounded(connection, longestSilence);
      connection.setAutoCommit(false);
      transaction = new JooqTransaction(on(connection), clock);
      try {
        result = work.apply(transaction);
        commit(connection);
      } catch (RuntimeException | SQLException | Error e) {
        rollBack(connection, e);
        throw e;
      } finally {
        resetAutoCommit(connection);
        silence.end();
      }
    }
    transaction.committed();
    return result;
  }

  private static DSLContext on(Connection connection) {
    return DSL.using(connection, SQLDialect.POSTGRES, SETTINGS);
  }

  /** A store that goes away meanwhile may have done it. */
  private static void commit(Connection connection) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException e) {
      if (SqlErrors.isRetryable(e) || !SqlErrors.isUnavailable(e)) {
        throw e;
      }
      throw DomainException.unavailable(
          "the database went away during the commit, so whether this is done is not known", e);
    }
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
