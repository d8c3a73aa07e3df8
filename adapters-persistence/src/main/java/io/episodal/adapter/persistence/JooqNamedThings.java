package io.episodal.adapter.persistence;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.episodal.domain.catalog.port.out.NamedThings;
import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.UpdatableRecord;

/** The rows of one kind of things with a name of their own. */
abstract class JooqNamedThings<I, T, R extends UpdatableRecord<R>> implements NamedThings<I, T> {
  private final DSLContext db;
  private final String kind;
  private final Table<R> table;
  private final Field<UUID> id;
  private final Field<String> name;
  private final TableField<?, UUID> membership;

  /**
   * @param kind what one is called
   * @param membership the column that says which one a release is in
   */
  JooqNamedThings(DSLContext db, String kind, Table<R> table, TableField<?, UUID> membership) {
    this.db = db;
    this.kind = kind;
    this.table = table;
    this.membership = membership;
    id = Objects.requireNonNull(table.field("id", UUID.class));
    name = Objects.requireNonNull(table.field("name", String.class));
  }

  abstract I idOf(UUID value);

  abstract UUID valueOf(I id);

  abstract R toRecord(T thing);

  abstract T toThing(R row);

  @Override
  public final void add(List<T> things) {
    var rows = records(things);
    orTaken(rows, () -> RowSets.insert(db, table, rows));
  }

  @Override
  public final void replace(List<T> things) {
    var rows = records(things);
    orTaken(rows, () -> RowSets.update(db, table, rows));
  }

  @Override
  public final void freeNames(Collection<I> ids) {
    if (!ids.isEmpty()) {
      db.update(table).set(name, id.cast(String.class)).where(among(ids)).execute();
    }
  }

  @Override
  public final void remove(Collection<I> ids) {
    if (!ids.isEmpty()) {
      db.deleteFrom(table).where(among(ids)).execute();
    }
  }

  @Override
  public final Optional<T> find(I wanted) {
    return db.selectFrom(table).where(id.eq(valueOf(wanted))).fetchOptional(this::toThing);
  }

  @Override
  public final List<T> findForUpdate(Collection<I> ids) {
    return ids.isEmpty()
        ? List.of()
        : db.selectFrom(table).where(among(ids)).orderBy(id).forUpdate().fetch(this::toThing);
  }

  @Override
  public final Set<I> unknown(Collection<I> ids) {
    var unknown = new HashSet<>(ids);
    if (!ids.isEmpty()) {
      db.select(id)
          .from(table)
          .where(among(ids))
          .orderBy(id)
          .forKeyShare()
          .forEach(known -> unknown.remove(idOf(known.value1())));
    }
    return unknown;
  }

  @Override
  public final Map<I, Long> releasesIn(Collection<I> ids) {
    return db.select(membership, count())
        .from(membership.getTable())
        .where(membership.eq(SqlArrays.anyOf(ids, this::valueOf)))
        .groupBy(membership)
        .fetchMap(row -> idOf(row.value1()), row -> row.value2().longValue());
  }

  @Override
  public final Page<T> page(PageRequest request) {
    var list = table.getName();
    var after =
        request
            .after()
            .map(cursor -> new Keyset(cursor, list, 2))
            .map(key -> row(name, id).gt(key.text(0), key.id(1)))
            .orElse(noCondition());
    var rows =
        db.selectFrom(table)
            .where(after)
            .orderBy(name, id)
            .limit(request.limit() + 1)
            .offset(request.skip())
            .fetch();
    var page =
        Page.of(
            request,
            rows,
            db.fetchCount(table),
            last -> Cursor.after(list, last.get(name), last.get(id)));
    return new Page<>(
        page.items().stream().map(this::toThing).toList(), page.total(), page.nextCursor());
  }

  @Override
  public final Map<String, I> byName(Collection<String> names) {
    return db.select(name, id)
        .from(table)
        .where(name.eq(any(SqlArrays.texts(names, text -> text))))
        .fetchMap(name, found -> idOf(found.get(id)));
  }

  private Condition among(Collection<I> ids) {
    return id.eq(SqlArrays.anyOf(ids, this::valueOf));
  }

  private void orTaken(List<R> rows, Runnable statement) {
    SqlErrors.orConflict(
        table.getName() + "_name_unique",
        key -> "a " + kind + " named " + nameOf(key, rows) + " exists already",
        statement);
  }

  /** The whole of a name of which {@code key} is the end. */
  private String nameOf(String key, List<R> rows) {
    return rows.stream()
        .map(row -> row.get(name))
        .filter(text -> text.endsWith(key))
        .findFirst()
        .orElse(key);
  }

  private List<R> records(List<T> things) {
    return things.stream().map(this::toRecord).toList();
  }
}
