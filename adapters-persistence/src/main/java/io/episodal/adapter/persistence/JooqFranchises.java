package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.FRANCHISES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASES;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.episodal.adapter.persistence.schema.tables.records.FranchisesRecord;
import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.port.out.Franchises;
import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;

/** Franchises. */
final class JooqFranchises implements Franchises {
  private static final String LIST = "franchises";

  private final DSLContext db;

  JooqFranchises(DSLContext db) {
    this.db = db;
  }

  @Override
  public void add(List<Franchise> franchises) {
    orTaken(franchises, () -> RowSets.insert(db, FRANCHISES, records(franchises)));
  }

  @Override
  public void replace(List<Franchise> franchises) {
    orTaken(franchises, () -> RowSets.update(db, FRANCHISES, records(franchises)));
  }

  @Override
  public void freeNames(Collection<FranchiseId> ids) {
    if (!ids.isEmpty()) {
      db.update(FRANCHISES)
          .set(FRANCHISES.NAME, FRANCHISES.ID.cast(String.class))
          .where(FRANCHISES.ID.eq(SqlArrays.anyOf(ids, FranchiseId::value)))
          .execute();
    }
  }

  @Override
  public void remove(Collection<FranchiseId> ids) {
    if (!ids.isEmpty()) {
      db.deleteFrom(FRANCHISES)
          .where(FRANCHISES.ID.eq(SqlArrays.anyOf(ids, FranchiseId::value)))
          .execute();
    }
  }

  @Override
  public Optional<Franchise> find(FranchiseId id) {
    return db.selectFrom(FRANCHISES)
        .where(FRANCHISES.ID.eq(id.value()))
        .fetchOptional(JooqFranchises::toFranchise);
  }

  @Override
  public List<Franchise> findForUpdate(Collection<FranchiseId> ids) {
    return ids.isEmpty()
        ? List.of()
        : db.selectFrom(FRANCHISES)
            .where(FRANCHISES.ID.eq(SqlArrays.anyOf(ids, FranchiseId::value)))
            .orderBy(FRANCHISES.ID)
            .forUpdate()
            .fetch(JooqFranchises::toFranchise);
  }

  @Override
  public Set<FranchiseId> unknown(Collection<FranchiseId> ids) {
    var unknown = new HashSet<>(ids);
    if (!ids.isEmpty()) {
      db.select(FRANCHISES.ID)
          .from(FRANCHISES)
          .where(FRANCHISES.ID.eq(SqlArrays.anyOf(ids, FranchiseId::value)))
          .orderBy(FRANCHISES.ID)
          .forKeyShare()
          .forEach(known -> unknown.remove(new FranchiseId(known.value1())));
    }
    return unknown;
  }

  @Override
  public Map<FranchiseId, Long> releasesIn(Collection<FranchiseId> ids) {
    return db.select(RELEASES.FRANCHISE_ID, count())
        .from(RELEASES)
        .where(RELEASES.FRANCHISE_ID.eq(SqlArrays.anyOf(ids, FranchiseId::value)))
        .groupBy(RELEASES.FRANCHISE_ID)
        .fetchMap(row -> new FranchiseId(row.value1()), row -> row.value2().longValue());
  }

  @Override
  public Page<Franchise> page(PageRequest request) {
    var after =
        request
            .after()
            .map(cursor -> new Keyset(cursor, LIST, 2))
            .map(key -> row(FRANCHISES.NAME, FRANCHISES.ID).gt(key.text(0), key.id(1)))
            .orElse(noCondition());
    var rows =
        db.selectFrom(FRANCHISES)
            .where(after)
            .orderBy(FRANCHISES.NAME, FRANCHISES.ID)
            .limit(request.limit() + 1)
            .offset(request.skip())
            .fetch(JooqFranchises::toFranchise);
    return Page.of(
        request,
        rows,
        db.fetchCount(FRANCHISES),
        last -> Cursor.after(LIST, last.name(), last.id().value()));
  }

  @Override
  public Map<String, FranchiseId> byName(Collection<String> names) {
    return db.select(FRANCHISES.NAME, FRANCHISES.ID)
        .from(FRANCHISES)
        .where(FRANCHISES.NAME.eq(any(SqlArrays.texts(names, name -> name))))
        .fetchMap(FRANCHISES.NAME, found -> new FranchiseId(found.get(FRANCHISES.ID)));
  }

  private static void orTaken(List<Franchise> franchises, Runnable statement) {
    SqlErrors.orConflict(
        "franchises_name_unique",
        key -> "a franchise named " + nameOf(key, franchises) + " exists already",
        statement);
  }

  /** The whole of a name of which {@code key} is the end. */
  private static String nameOf(String key, List<Franchise> franchises) {
    return franchises.stream()
        .map(Franchise::name)
        .filter(name -> name.endsWith(key))
        .findFirst()
        .orElse(key);
  }

  private static List<FranchisesRecord> records(List<Franchise> franchises) {
    return franchises.stream().map(JooqFranchises::toRecord).toList();
  }

  static FranchisesRecord toRecord(Franchise franchise) {
    return new FranchisesRecord(
        franchise.id().value(),
        franchise.name(),
        franchise.text(),
        franchise.createdAt(),
        franchise.updatedAt());
  }

  private static Franchise toFranchise(FranchisesRecord row) {
    return new Franchise(
        new FranchiseId(row.getId()),
        row.getName(),
        row.getDescription(),
        row.getCreatedAt(),
        row.getUpdatedAt());
  }
}
