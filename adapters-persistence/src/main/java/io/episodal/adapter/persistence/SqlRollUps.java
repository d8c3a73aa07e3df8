package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.STATS_PROGRESS;
import static org.jooq.impl.DSL.val;

import io.episodal.domain.analytics.DayRange;
import io.episodal.domain.analytics.port.out.RollUps;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
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

  /** One statement takes them and another never sees them again, so they need no fence. */
  private static final String FOLLOWERS =
      """
      with taken as (delete from episodal.follower_changes returning release_id, delta, at)
      select release_id, floor(date_part('epoch', at) / 3600)::bigint, sum(delta)::bigint
      from taken
      group by 1, 2
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
    var followed = followed(windows);
    var changed = new HashSet<UUID>();
    db.connection(connection -> {
      var put = new PutChanges(connection);
      changed.addAll(moveWindows(connection, WindowHours.at(before), windows, from));
      for (var month : months) {
        var changes = new ReleaseChanges(put::all, windows);
        new ViewStream(connection).ofTouchedDays(from, below, hoursOf(month), changes);
        changed.addAll(changes.finish());
      }
      put.all(followed.values());
    });
    changed.addAll(followed.keySet());
    db.update(STATS_PROGRESS)
        .set(STATS_PROGRESS.COUNTED_BELOW, below)
        .set(STATS_PROGRESS.WINDOWS_AT, Hours.begin(windows.now()))
        .set(STATS_PROGRESS.FOLDED_AT, now)
        .execute();
    return changed.size();
  }

  @Override
  public void rebuild(DayRange days) {
    var progress = db.selectFrom(STATS_PROGRESS).forUpdate().fetchSingle();
    var windowsAt = progress.getWindowsAt();
    if (windowsAt != null) {
      new Rebuild(db, WindowHours.at(windowsAt), progress.getCountedBelow())
          .run(days, Optional.ofNullable(progress.getEventsFrom()));
    }
  }

  private Map<UUID, ReleaseChange> followed(WindowHours windows) {
    var followed = new HashMap<UUID, ReleaseChange>();
    for (var row : db.fetch(FOLLOWERS)) {
      followed
          .computeIfAbsent(row.get(0, UUID.class), release -> new ReleaseChange(release, windows))
          .addFollowers(row.get(1, Long.class), row.get(2, Long.class));
    }
    return followed;
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
