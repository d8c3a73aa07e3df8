package io.episodal.adapter.persistence;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import io.episodal.domain.catalog.Release;
import io.episodal.domain.catalog.ReleaseQuery;
import io.episodal.domain.catalog.ReleaseQuery.Sort;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;

/**
 * Reads one page of a list of releases. Counts those wanted first. If they are few, they are found
 * by the filter's index and sorted; if they are many, the index of the order is walked until the
 * page is full, though not far: wanted ones may all lie at the end, as those in one script do by
 * title. What is shown is read for the releases of the page alone.
 */
final class SelectReleasePage {
  /** A walk may look at so many times as many releases as it would if those wanted lay evenly. */
  private static final int PATIENCE = 4;

  /** Looking one release up takes as long as reading about so many in a row. */
  private static final int READ_PER_LOOK_UP = 16;

  private static final Field<UUID> ID = field(name("page", "id"), UUID.class);
  private static final Field<UUID> WANTED = field(name("wanted", "id"), UUID.class);

  private final DSLContext db;
  private final ReleaseFilter filter;
  private final ReleaseOrder order;
  private final PageRequest request;
  private final Condition after;
  private final Field<?> major;

  SelectReleasePage(DSLContext db, ReleaseQuery query, PageRequest request) {
    this.db = db;
    this.request = request;
    filter = new ReleaseFilter(query);
    order = ReleaseOrder.of(query.sort());
    after = request.after().map(order::after).orElse(noCondition());
    major = field(name("page", "major"), order.major().getDataType());
  }

  Page<Release> run() {
    if (filter.wantsNone()) {
      return new Page<>(List.of(), 0, null);
    }
    var counts = counts();
    long wanted = counts.wanted();
    var rows =
        request.skip() >= wanted
            ? List.<Record>of()
            : walked(counts).orElseGet(() -> shown(sorted(counts)));
    var page = Page.of(request, rows, wanted, last -> order.cursorAfter(last, major, ID));
    return new Page<>(
        page.items().stream().map(SelectReleases::toRelease).toList(), wanted, page.nextCursor());
  }

  /** PostgreSQL knows about how many there are in all, which costs nothing to ask. */
  private Counts counts() {
    var about =
        field(
            "(select greatest(reltuples, 0)::bigint from pg_class where oid = {0}::regclass)",
            Long.class, "episodal.releases_newest");
    return db.select(count(), about)
        .from(filter.ids().asTable("wanted"))
        .fetchSingle(row -> new Counts(row.value1(), Math.max(row.value1(), row.value2())));
  }

  private Optional<List<Record>> walked(Counts counts) {
    if (filter.wantsAll()) {
      return Optional.of(shown(keys(after)));
    }
    var end = request.skip() + request.limit() + 1;
    var steps = end * counts.all() / counts.wanted();
    if (steps > counts.wanted() || (order.sort() == Sort.TITLE && counts.few())) {
      return Optional.empty();
    }
    var rows = shown(walk(PATIENCE * steps));
    return rows.size() > request.limit() ? Optional.of(rows) : Optional.empty();
  }

  /** The page by the index of the order alone. */
  private Select<?> keys(Condition condition) {
    return select(order.id().as("id"), order.major().as("major"))
        .from(order.table())
        .where(order.live(), condition)
        .orderBy(order.by())
        .limit(request.limit() + 1)
        .offset(request.skip());
  }

  /** The page, or less if it is not full after so many steps through the index of the order. */
  private Select<?> walk(long steps) {
    var id = field(name("step", "id"), UUID.class);
    var key = field(name("step", "major"), order.major().getDataType());
    var step =
        select(order.id().as("id"), order.major().as("major"))
            .from(order.table())
            .where(order.live(), after)
            .orderBy(order.by())
            .limit(steps)
            .asTable("step");
    return select(id, key)
        .from(step)
        .where(filter.holdsFor(id))
        .orderBy(order.by(key, id))
        .limit(request.limit() + 1)
        .offset(request.skip());
  }

  /** The page, sorted from all that are wanted, of which there are few. */
  private Select<?> sorted(Counts counts) {
    var wanted = name("wanted").fields("id").asMaterialized(filter.ids());
    var key = field(name("key", "major"), order.major().getDataType());
    return db.with(wanted)
        .select(WANTED, key)
        .from(table(name("wanted")))
        .crossJoin(lateral(key(counts).asTable("key")))
        .orderBy(order.by(key, WANTED))
        .limit(request.limit() + 1)
        .offset(request.skip());
  }

  /**
   * What one of those wanted is sorted by; {@code offset 0} has PostgreSQL look each one up. Not
   * for the trend, which many have in common: it would skip through their whole index for each.
   */
  private Select<?> key(Counts counts) {
    var key =
        select(order.major().as("major"))
            .from(order.table())
            .where(order.id().eq(WANTED), order.live(), after);
    return counts.few() && order.sort() != Sort.TRENDING ? key.offset(0) : key;
  }

  private List<Record> shown(Select<?> keys) {
    return new SelectReleases(db).shown(keys.asTable("page"), ID, major, order.by(major, ID));
  }

  /**
   * How many releases there are.
   *
   * @param wanted that the filter wants, exactly
   * @param all about
   */
  private record Counts(long wanted, long all) {
    /** Few enough to look each one up. */
    boolean few() {
      return wanted * READ_PER_LOOK_UP < all;
    }
  }
}
