package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.EPISODES;
import static io.episodal.adapter.persistence.schema.Tables.FRANCHISES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_GENRES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_SCORES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_STATS;
import static org.jooq.impl.DSL.select;

import io.episodal.domain.analytics.Window;
import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.out.CatalogueLoad;
import io.episodal.domain.catalog.port.out.Releases.NewRelease;
import io.episodal.domain.shared.DomainException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Loads releases and episodes by {@code COPY}, which costs a fraction of inserts. */
final class CopyCatalogueLoad implements CatalogueLoad {
  /** Any number that no other advisory lock of this database has. */
  private static final long TURN = 0x6570_6973_6f64_616cL;

  private final DSLContext db;
  private final CopyRows copy;

  CopyCatalogueLoad(DSLContext db) {
    this.db = db;
    this.copy = new CopyRows(db);
  }

  @Override
  public void begin() {
    var lock = DSL.function("pg_try_advisory_xact_lock", Boolean.class, DSL.inline(TURN));
    if (!db.select(lock).fetchSingle().value1()) {
      throw DomainException.conflict("another import is under way");
    }
  }

  @Override
  public Map<String, Known> known(Collection<String> keys) {
    var releases =
        db.select(RELEASES.IMPORT_KEY, RELEASES.ID, RELEASES.DELETED_AT)
            .from(RELEASES)
            .where(RELEASES.IMPORT_KEY.eq(DSL.any(SqlArrays.texts(keys, key -> key))))
            .fetch();
    var numbers = numbers(releases.getValues(RELEASES.ID));
    var known = new HashMap<String, Known>();
    for (var release : releases) {
      var id = release.value2();
      known.put(
          release.value1(),
          new Known(
              new ReleaseId(id), release.value3() != null, numbers.getOrDefault(id, Set.of())));
    }
    return known;
  }

  /** Two halves, each of which an index answers; no index has both. */
  private Map<UUID, Set<Integer>> numbers(List<UUID> releases) {
    var numbers = new HashMap<UUID, Set<Integer>>();
    if (!releases.isEmpty()) {
      var wanted = EPISODES.RELEASE_ID.eq(DSL.any(SqlArrays.ids(releases, id -> id)));
      db.select(EPISODES.RELEASE_ID, EPISODES.NUMBER)
          .from(EPISODES)
          .where(wanted, EPISODES.DELETED_AT.isNull())
          .unionAll(
              select(EPISODES.RELEASE_ID, EPISODES.NUMBER)
                  .from(EPISODES)
                  .where(wanted, EPISODES.DELETED_AT.isNotNull()))
          .forEach(row ->
              numbers.computeIfAbsent(row.value1(), id -> new HashSet<>()).add(row.value2()));
    }
    return numbers;
  }

  @Override
  public void add(Portion portion) {
    if (!portion.franchises().isEmpty()) {
      addFranchises(portion.franchises());
    }
    if (!portion.releases().isEmpty()) {
      addReleases(portion.releases());
    }
    if (!portion.episodes().isEmpty()) {
      addEpisodes(portion.episodes());
    }
  }

  private void addFranchises(List<Franchise> franchises) {
    var rows = franchises.stream().map(JooqFranchises::rowOf).map(CopyRows::values);
    copy.into(FRANCHISES, List.of(FRANCHISES.fields()), rows);
  }

  private void addReleases(List<NewRelease> releases) {
    copy.into(
        RELEASES,
        List.of(RELEASES.fields()),
        releases.stream().map(JooqReleases::row).map(CopyRows::values));
    copy.into(
        RELEASE_GENRES,
        List.of(RELEASE_GENRES.RELEASE_ID, RELEASE_GENRES.GENRE_ID),
        releases.stream()
            .flatMap(release ->
                release.details().genres().stream()
                    .map(genre -> row(release.id().value(), genre.value()))));
    copy.into(
        RELEASE_SCORES,
        List.of(RELEASE_SCORES.RELEASE_ID),
        releases.stream().map(release -> row(release.id().value())));
    copy.into(
        RELEASE_STATS,
        List.of(RELEASE_STATS.RELEASE_ID, RELEASE_STATS.STAT_WINDOW),
        releases.stream()
            .flatMap(release ->
                Stream.of(Window.values())
                    .map(window -> row(release.id().value(), window.code()))));
  }

  private void addEpisodes(List<Episode> episodes) {
    var rows = episodes.stream().map(JooqEpisodes::toRecord).map(CopyRows::values);
    JooqEpisodes.orTaken(() -> copy.into(EPISODES, List.of(EPISODES.fields()), rows));
  }

  private static Object[] row(Object... values) {
    return values;
  }
}
