package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.FRANCHISES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASES;

import io.episodal.adapter.persistence.schema.tables.records.FranchisesRecord;
import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.port.out.Franchises;
import java.util.UUID;
import org.jooq.DSLContext;

/** Franchises. */
final class JooqFranchises extends JooqNamedThings<FranchiseId, Franchise, FranchisesRecord>
    implements Franchises {

  JooqFranchises(DSLContext db) {
    super(db, "franchise", FRANCHISES, RELEASES.FRANCHISE_ID);
  }

  @Override
  FranchiseId idOf(UUID value) {
    return new FranchiseId(value);
  }

  @Override
  UUID valueOf(FranchiseId id) {
    return id.value();
  }

  @Override
  FranchisesRecord toRecord(Franchise franchise) {
    return rowOf(franchise);
  }

  static FranchisesRecord rowOf(Franchise franchise) {
    return new FranchisesRecord(
        franchise.id().value(),
        franchise.name(),
        franchise.text(),
        franchise.createdAt(),
        franchise.updatedAt());
  }

  @Override
  Franchise toThing(FranchisesRecord row) {
    return new Franchise(
        new FranchiseId(row.getId()),
        row.getName(),
        row.getDescription(),
        row.getCreatedAt(),
        row.getUpdatedAt());
  }
}
