package io.episodal.adapter.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.SettableClock;
import io.episodal.testkit.SignalsContract;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PostgresSignalsTest extends SignalsContract {
  private static final long PATIENCE = Duration.ofSeconds(20).toNanos();
  private static final String CUT_OFF =
      """
      select count(pg_terminate_backend(pid))
      from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and query ~ '^ *listen '
      """;

  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }

  @Test
  void otherNodesHearTheSame() throws Exception {
    var heard = new LinkedBlockingQueue<Set<Integer>>();
    try (var other = PostgresPersistence.over(FreshStore.dataSource())) {
      other.signals().listen(heard::add);
      assertEquals(EVERYWHERE, heard.poll(PATIENCE, TimeUnit.NANOSECONDS));

      deliver(9);

      assertEquals(Set.of(9), heard.poll(PATIENCE, TimeUnit.NANOSECONDS));
    }
  }

  @Test
  void whatWasMissedWhileCutOffIsMadeGood() throws Exception {
    cutOff();
    deliver(9);

    assertEquals(EVERYWHERE, next());
    deliver(9);
    assertEquals(Set.of(9), next());
  }

  @Test
  void whatOthersSendMayMeanAnything() throws Exception {
    notifyOf("hello");
    assertEquals(EVERYWHERE, next());

    notifyOf("62 99");
    assertEquals(Set.of(62, 63), next());
  }

  private static void cutOff() throws SQLException {
    var begun = System.nanoTime();
    while (number(CUT_OFF) == 0) {
      assertTrue(System.nanoTime() - begun < PATIENCE, "nobody listens");
    }
  }

  private static void notifyOf(String payload) throws SQLException {
    number("select count(pg_notify('episodal_inbox', '" + payload + "'))");
  }

  private static long number(String sql) throws SQLException {
    try (var connection = FreshStore.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
