package io.episodal.adapter.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.SettableClock;
import io.episodal.testkit.UnitOfWorkContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class PostgresUnitOfWorkTest extends UnitOfWorkContract {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
  private static final String END_WRITERS =
      """
      select pg_terminate_backend(pid, 5000) from pg_stat_activity
      where state = 'idle in transaction' and query like '%viewer_salts%'
      """;

  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void aStoreThatIsSilentForTooLongIsLeft() throws SQLException {
    try (var other = FreshStore.dataSource().getConnection()) {
      other.setAutoCommit(false);
      execute(other, "lock table episodal.viewer_salts in access exclusive mode");

      var left = assertThrows(DomainException.class, () -> within(Duration.ofMillis(200)));
      assertInstanceOf(DomainError.Unavailable.class, left.error());
      other.rollback();
    }
    assertEquals(16, within(Duration.ofSeconds(20)));
  }

  @Test
  void howLongToWaitIsAsItWasAfterwards() throws SQLException {
    within(Duration.ofSeconds(20));

    try (var connection = FreshStore.dataSource().getConnection()) {
      assertEquals(0, connection.getNetworkTimeout());
    }
  }

  @Test
  void aCommitOfUnknownOutcomeIsToldAsSuch() throws SQLException {
    try (var other = FreshStore.dataSource().getConnection()) {
      var unknown =
          assertThrows(
              DomainException.class,
              () ->
                  PostgresPersistence.over(FreshStore.dataSource())
                      .unitOfWork()
                      .run(tx -> {
                        tx.viewLog().saltOf(DAY);
                        execute(other, END_WRITERS);
                      }));
      assertInstanceOf(DomainError.Unavailable.class, unknown.error());
      assertTrue(unknown.error().detail().endsWith("not known"), unknown.error()::detail);
    }
  }

  private static int within(Duration longestSilence) {
    return PostgresPersistence.over(FreshStore.dataSource())
        .unitOfWork()
        .writeWithin(longestSilence, tx -> tx.viewLog().saltOf(DAY).length);
  }

  private static void execute(Connection on, String sql) {
    try (var statement = on.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
