package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.VIEWER_SALTS;
import static org.jooq.impl.DSL.val;

import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.ViewFlag;
import io.episodal.domain.analytics.ViewId;
import io.episodal.domain.analytics.port.out.ViewLog;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Views, in partitions of a UTC month. */
final class JooqViewLog implements ViewLog {
  private static final String RUNTIMES =
      """
      select i.release_id, i.episode_id, e.duration_seconds
      from unnest({0}, {1}) as i (release_id, episode_id)
      join episodal.releases r on r.id = i.release_id and r.deleted_at is null
      left join episodal.episodes e
        on e.id = i.episode_id and e.release_id = i.release_id and e.deleted_at is null
      where i.episode_id is null or e.id is not null
      """;

  private static final String APPEND =
      """
      insert into episodal.view_events
        (id, release_id, episode_id, viewer, signed_in, viewed_at, watched_seconds, completion,
         engaged, flag)
      select * from unnest({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9})
      on conflict do nothing
      """;

  private static final String ADDED =
      """
      select v.release_id, v.viewed_at, v.id
      from unnest({0}, {1}, {2}) as e (id, release_id, viewed_at)
      join episodal.view_events v using (release_id, viewed_at, id)
      where v.transaction_id = pg_current_xact_id()::text::bigint
      """;

  private static final String FLAGS =
      """
      select v.release_id, v.viewed_at, v.id, v.flag
      from unnest({0}, {1}, {2}) as e (id, release_id, viewed_at)
      join episodal.view_events v using (release_id, viewed_at, id)
      """;

  private static final Comparator<ViewEvent> BY_KEY =
      Comparator.comparing((ViewEvent event) -> event.release().value())
          .thenComparing(ViewEvent::viewedAt)
          .thenComparing(event -> event.id().value());

  private final DSLContext db;

  JooqViewLog(DSLContext db) {
    this.db = db;
  }

  @Override
  public Map<Item, Optional<Integer>> runtimes(Set<Item> items) {
    var runtimes = new HashMap<Item, Optional<Integer>>();
    db.fetch(
            RUNTIMES,
            SqlArrays.ids(items, item -> item.release().value()),
            SqlArrays.ids(items, item -> value(item.episode())))
        .forEach(row ->
            runtimes.put(
                new Item(new ReleaseId(row.get(0, UUID.class)), episode(row.get(1, UUID.class))),
                Optional.ofNullable(row.get(2, Integer.class))));
    return runtimes;
  }

  /** In the order of the key: writers of the same events then wait for each other in one order. */
  @Override
  public List<ViewEvent> append(List<ViewEvent> given) {
    var events = given.stream().sorted(BY_KEY).toList();
    var added =
        db.execute(
            APPEND,
            SqlArrays.ids(events, event -> event.id().value()),
            SqlArrays.ids(events, event -> event.release().value()),
            SqlArrays.ids(events, event -> value(event.episode())),
            SqlArrays.ids(events, event -> event.viewer().key()),
            SqlArrays.flags(events, event -> event.viewer().signedIn()),
            SqlArrays.instants(events, ViewEvent::viewedAt),
            SqlArrays.numbers(events, ViewEvent::watchedSeconds),
            SqlArrays.decimals(events, ViewEvent::completion),
            SqlArrays.flags(events, ViewEvent::engaged),
            SqlArrays.texts(events, event -> event.flag() == null ? null : event.flag().code()));
    return added == events.size() ? events : addedOf(events);
  }

  /** Repeats are rare, so only then is asked which were none. */
  private List<ViewEvent> addedOf(List<ViewEvent> events) {
    var added = new HashMap<Key, ViewEvent>();
    events.forEach(
        event -> added.put(new Key(event.release(), event.viewedAt(), event.id()), event));
    return db
        .fetch(
            ADDED,
            SqlArrays.ids(events, event -> event.id().value()),
            SqlArrays.ids(events, event -> event.release().value()),
            SqlArrays.instants(events, ViewEvent::viewedAt))
        .stream()
        .map(JooqViewLog::key)
        .distinct()
        .map(added::get)
        .filter(Objects::nonNull)
        .toList();
  }

  @Override
  public Map<Key, Optional<ViewFlag>> flags(Set<Key> keys) {
    var flags = new HashMap<Key, Optional<ViewFlag>>();
    db.fetch(
            FLAGS,
            SqlArrays.ids(keys, key -> key.id().value()),
            SqlArrays.ids(keys, key -> key.release().value()),
            SqlArrays.instants(keys, Key::viewedAt))
        .forEach(row ->
            flags.put(key(row), Optional.ofNullable(row.get(3, String.class)).map(ViewFlag::of)));
    return flags;
  }

  @Override
  public byte[] saltOf(LocalDate day) {
    db.execute(
        """
        insert into episodal.viewer_salts
        values ({0}, decode(replace(gen_random_uuid()::text, '-', ''), 'hex'))
        on conflict do nothing
        """,
        val(day));
    return db.select(VIEWER_SALTS.SALT)
        .from(VIEWER_SALTS)
        .where(VIEWER_SALTS.DAY.eq(day))
        .fetchSingle(VIEWER_SALTS.SALT);
  }

  @Override
  public void forgetSaltsBefore(LocalDate day) {
    db.deleteFrom(VIEWER_SALTS).where(VIEWER_SALTS.DAY.lt(day)).execute();
  }

  /** A month whose events lie in the catch-all partition already stays there. */
  @Override
  public void preparePartitions(Instant from, Instant until) {
    var last = YearMonth.from(until.atOffset(ZoneOffset.UTC));
    for (var month = YearMonth.from(from.atOffset(ZoneOffset.UTC));
        !month.isAfter(last);
        month = month.plusMonths(1)) {
      var name = "view_events_%d_%02d".formatted(month.getYear(), month.getMonthValue());
      var begin = month.atDay(1) + "T00:00:00Z";
      var end = month.plusMonths(1).atDay(1) + "T00:00:00Z";
      if (!exists(name) && !hasRest(begin, end)) {
        db.execute(
            "create table if not exists episodal.%s partition of episodal.view_events for values from ('%s') to ('%s')"
                .formatted(name, begin, end));
      }
    }
  }

  private boolean exists(String table) {
    return db.fetchSingle("select to_regclass({0}) is not null", val("episodal." + table))
        .get(0, Boolean.class);
  }

  private boolean hasRest(String begin, String end) {
    return db.fetchSingle(
            "select exists (select 1 from episodal.view_events_rest"
                + " where viewed_at >= {0}::timestamptz and viewed_at < {1}::timestamptz)",
            val(begin), val(end))
        .get(0, Boolean.class);
  }

  private static @Nullable UUID value(@Nullable EpisodeId episode) {
    return episode == null ? null : episode.value();
  }

  private static @Nullable EpisodeId episode(@Nullable UUID id) {
    return id == null ? null : new EpisodeId(id);
  }

  private static Key key(Record row) {
    return new Key(
        new ReleaseId(row.get(0, UUID.class)),
        row.get(1, Instant.class),
        new ViewId(row.get(2, UUID.class)));
  }
}
