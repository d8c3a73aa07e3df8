package io.episodal.adapter.persistence;

import static org.jooq.impl.DSL.val;

import io.episodal.domain.analytics.CountingProgress;
import io.episodal.domain.analytics.ViewFlag;
import io.episodal.domain.analytics.ViewTotals;
import io.episodal.domain.analytics.port.out.ViewCensus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.Record;

/** How many views there are, from what they were rolled up to. */
final class SelectViewCensus implements ViewCensus {
  private static final String ALL =
      "select reason, sum(events)::bigint from episodal.view_flags group by reason";

  private static final String OF_DAY =
      "select reason, events from episodal.view_flags where day = {0}";

  /** Views above the fence were written by transactions that are younger than one still running. */
  private static final String PROGRESS =
      """
      select p.folded_at,
        count(v.id) filter (where v.transaction_id < fence.below),
        count(v.id) filter (where v.transaction_id >= fence.below)
      from episodal.stats_progress p
      cross join (
        select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as below
      ) fence
      left join episodal.view_events v on v.transaction_id >= p.counted_below
      group by p.folded_at
      """;

  private final DSLContext db;

  SelectViewCensus(DSLContext db) {
    this.db = db;
  }

  @Override
  public ViewTotals total() {
    return totals(ALL);
  }

  @Override
  public ViewTotals on(LocalDate day) {
    return totals(OF_DAY, val(day));
  }

  @Override
  public CountingProgress progress() {
    return db.fetchSingle(PROGRESS)
        .map(row ->
            new CountingProgress(
                row.get(0, Instant.class), row.get(1, Long.class), row.get(2, Long.class)));
  }

  private ViewTotals totals(String byReason, QueryPart... parameters) {
    var views = 0L;
    var flagged = new EnumMap<ViewFlag, Long>(ViewFlag.class);
    for (Record row : db.fetch(byReason, parameters)) {
      var reason = row.get(0, String.class);
      var events = row.get(1, Long.class);
      views += events;
      if (!reason.equals(ReleaseChange.NO_FLAG)) {
        flagged.put(ViewFlag.of(reason), events);
      }
    }
    return new ViewTotals(views, flagged);
  }
}
