package io.episodal.adapter.persistence;

import io.episodal.domain.shared.DomainException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the errors of PostgreSQL mean to the engine. */
final class SqlErrors {
  private static final String SERIALIZATION_FAILURE = "40001";
  private static final String DEADLOCK = "40P01";
  private static final String CANCELLED = "57014";
  private static final String LOCK_TIMEOUT = "55P03";
  private static final Set<String> AWAY = Set.of("08", "53", "57", "58");

  /** Of a detail such as {@code Key (release_id, number)=(0189..., 3) already exists.} */
  private static final Pattern KEY =
      Pattern.compile("=\\((?:.*, )?(.*)\\) already exists", Pattern.DOTALL);

  private SqlErrors() {}

  /**
   * Runs a statement whose violation of a constraint is a conflict that a caller can understand.
   *
   * @param detail tells of the conflict; it is given the last column of the key that was violated
   */
  static void orConflict(String constraint, UnaryOperator<String> detail, Runnable statement) {
    try {
      statement.run();
    } catch (DataAccessException e) {
      var message = serverMessage(e);
      if (message != null && constraint.equals(message.getConstraint())) {
        throw DomainException.conflict(detail.apply(lastOfKey(message)));
      }
      throw e;
    }
  }

  /** Whether the same work may well succeed when tried again at once. */
  static boolean isRetryable(Throwable error) {
    var state = sqlState(error);
    return SERIALIZATION_FAILURE.equals(state) || DEADLOCK.equals(state);
  }

  /** Whether the store is away or too busy, rather than the work at fault. */
  static boolean isUnavailable(Throwable error) {
    if (isRetryable(error) || causeOf(error, SQLTransientConnectionException.class) != null) {
      return true;
    }
    var state = sqlState(error);
    return state != null
        && (state.equals(CANCELLED)
            || state.equals(LOCK_TIMEOUT)
            || AWAY.contains(state.substring(0, 2)));
  }

  /** The error as the engine's callers know it; what is no fault of the store's stays as it is. */
  static RuntimeException translated(RuntimeException error) {
    return isUnavailable(error) && !(error instanceof DomainException)
        ? DomainException.unavailable("the database does not answer; try again shortly", error)
        : error;
  }

  static RuntimeException translated(SQLException error) {
    return translated(new DataAccessException("no connection to the database", error));
  }

  private static @Nullable ServerErrorMessage serverMessage(Throwable error) {
    var cause = causeOf(error, PSQLException.class);
    return cause == null ? null : cause.getServerErrorMessage();
  }

  private static String lastOfKey(ServerErrorMessage message) {
    var detail = message.getDetail();
    var matcher = KEY.matcher(detail == null ? "" : detail);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static @Nullable String sqlState(Throwable error) {
    var cause = causeOf(error, SQLException.class);
    return cause == null ? null : cause.getSQLState();
  }

  private static <T> @Nullable T causeOf(Throwable error, Class<T> type) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
