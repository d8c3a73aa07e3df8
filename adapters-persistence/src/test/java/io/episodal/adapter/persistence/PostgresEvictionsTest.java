package io.episodal.adapter.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import io.episodal.domain.cache.port.out.Evictions.Eviction;
import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.EvictionsContract;
import io.episodal.testkit.SettableClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PostgresEvictionsTest extends EvictionsContract {
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
    var heard = new LinkedBlockingQueue<Eviction>();
    try (var other = PostgresPersistence.over(FreshStore.dataSource())) {
      other.evictions().listen(heard::add);
      assertEquals(Eviction.OF_EVERYTHING, heard.poll(PATIENCE, TimeUnit.NANOSECONDS));

      var eviction = eviction(Tag.CATALOGUE);
      tell(eviction);

      assertEquals(eviction, heard.poll(PATIENCE, TimeUnit.NANOSECONDS));
    }
  }

  @Test
  void whatWasMissedWhileCutOffIsMadeGood() throws Exception {
    cutOff();
    tell(eviction(Tag.VIEWS));

    assertEquals(Eviction.OF_EVERYTHING, next());
    var eviction = eviction(Tag.VIEWS);
    tell(eviction);
    while (!next().equals(eviction)) {
      // The one before, if it came after the connection was there again.
    }
  }

  @Test
  void whatOthersSendMayMeanAnything() throws Exception {
    notifyOf("hello");
    assertEquals(Eviction.OF_EVERYTHING, next());

    notifyOf(ids.next() + " VIEWS WEATHER");
    assertEquals(Eviction.OF_EVERYTHING, next());
  }

  private static void cutOff() throws SQLException {
    var begun = System.nanoTime();
    while (number(CUT_OFF) == 0) {
      assertTrue(System.nanoTime() - begun < PATIENCE, "nobody listens");
    }
  }

  private static void notifyOf(String payload) throws SQLException {
    number("select count(pg_notify('episodal_evictions', '" + payload + "'))");
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
