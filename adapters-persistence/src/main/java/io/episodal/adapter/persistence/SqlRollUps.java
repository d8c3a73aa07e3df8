package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.STATS_PROGRESS;
import static org.jooq.impl.DSL.val;

import io.episodal.domain.analytics.port.out.RollUps;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;

/**
 * Rolls up views. Which of them are new is told by the transaction that wrote them: all
 * transactions below the oldest one still running have ended, so a view that is committed late is
 * not missed, as it would be if its time or id told. Whoever rolls up holds the row that says how
 * far that is.
 */
final class SqlRollUps implements RollUps {
  private static final String COMMITTED_BELOW =
      "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

  /** Partitions are of months, so what one statement reads and sorts is bounded. */
  private static final String MONTHS =
      """
      select distinct date_trunc('month', viewed_at, 'UTC')
      from episodal.view_events
      where transaction_id >= {0} and transaction_id < {1}
      order by 1
      """;

  private final DSLContext db;

  SqlRollUps(DSLContext db) {
    this.db = db;
  }

  @Override
  public long fold(Instant now) {
    var progress = db.selectFrom(STATS_PROGRESS).forUpdate().skipLocked().fetchOne();
    if (progress == null) {
      return 0;
    }
    long from = progress.getCountedBelow();
    long below = db.fetchSingle(COMMITTED_BELOW).get(0, Long.class);
    var before = progress.getWindowsAt() == null ? now : progress.getWindowsAt();
    var windows = WindowHours.at(before.isBefore(now) ? now : before);
    var months = db.fetch(MONTHS, val(from), val(below)).map(row -> row.get(0, Instant.class));
    var changed = new HashSet<UUID>();
    db.connection(connection -> {
      changed.addAll(moveWindows(connection, WindowHours.at(before), windows, from));
      for (var month : months) {
        var changes = new ReleaseChanges(new PutChanges(connection), windows);
        new ViewStream(connection).ofTouchedDays(from, below, hoursOf(month), changes);
        changed.addAll(changes.finish());
      }
    });
    db.update(STATS_PROGRESS)
        .set(STATS_PROGRESS.COUNTED_BELOW, below)
        .set(STATS_PROGRESS.WINDOWS_AT, Hours.begin(windows.now()))
        .set(STATS_PROGRESS.FOLDED_AT, now)
        .execute();
    return changed.size();
  }

  private static Set<UUID> moveWindows(
      Connection connection, WindowHours before, WindowHours now, long countedBelow)
      throws SQLException {
    var moved = new HashSet<UUID>();
    if (!before.equals(now)) {
      var remake = new RemakeWindows(connection, now, countedBelow);
      var leaving = remake.leaving(before);
      remake.run(leaving);
      leaving.forEach(each -> moved.add(each.release()));
    }
    return moved;
  }

  private static HourRange hoursOf(Instant month) {
    var begin = month.atOffset(ZoneOffset.UTC);
    return new HourRange(Hours.of(month), Hours.of(begin.plusMonths(1).toInstant()));
  }
}
