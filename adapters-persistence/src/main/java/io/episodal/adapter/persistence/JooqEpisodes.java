package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.EPISODES;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import io.episodal.adapter.persistence.schema.tables.records.EpisodesRecord;
import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.EpisodeDetails;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.EpisodeStatus;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.out.Episodes;
import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Episodes. */
final class JooqEpisodes implements Episodes {
  private static final String LIST = "episodes";

  private static final String TAKEN_NUMBERS =
      """
      select wanted.id
      from unnest({0}, {1}, {2}) as wanted (id, release_id, number)
      join episodal.episodes e on e.release_id = wanted.release_id and e.number = wanted.number
      where e.deleted_at is null and e.id <> all({0})
      """;

  private final DSLContext db;

  JooqEpisodes(DSLContext db) {
    this.db = db;
  }

  @Override
  public void add(List<Episode> episodes) {
    orTaken(() -> RowSets.insert(db, EPISODES, records(episodes)));
  }

  /** The index of numbers leaves out what is deleted; replacing an episode brings it back. */
  @Override
  public void freeNumbers(Collection<EpisodeId> ids) {
    markDeleted(ids, Instant.EPOCH);
  }

  @Override
  public void replace(List<Episode> episodes) {
    orTaken(() -> RowSets.update(db, EPISODES, records(episodes)));
  }

  @Override
  public void markDeleted(Collection<EpisodeId> ids, Instant now) {
    if (!ids.isEmpty()) {
      db.update(EPISODES).set(EPISODES.DELETED_AT, now).where(among(ids)).execute();
    }
  }

  @Override
  public Set<EpisodeId> withTakenNumber(Collection<Episode> episodes) {
    var taken =
        db.fetch(
            TAKEN_NUMBERS,
            SqlArrays.ids(episodes, episode -> episode.id().value()),
            SqlArrays.ids(episodes, episode -> episode.release().value()),
            SqlArrays.numbers(episodes, episode -> episode.details().number()));
    return taken.intoSet(row -> new EpisodeId(row.get(0, UUID.class)));
  }

  @Override
  public Optional<Episode> find(EpisodeId id) {
    return db.selectFrom(EPISODES)
        .where(EPISODES.ID.eq(id.value()), EPISODES.DELETED_AT.isNull())
        .fetchOptional(JooqEpisodes::toEpisode);
  }

  @Override
  public boolean anyOf(Collection<EpisodeId> ids) {
    return db.fetchExists(EPISODES, among(ids), EPISODES.DELETED_AT.isNull());
  }

  @Override
  public List<Episode> findForUpdate(Collection<EpisodeId> ids) {
    return db.selectFrom(EPISODES)
        .where(EPISODES.ID.eq(SqlArrays.anyOf(ids, EpisodeId::value)), EPISODES.DELETED_AT.isNull())
        .orderBy(EPISODES.ID)
        .forUpdate()
        .fetch(JooqEpisodes::toEpisode);
  }

  @Override
  public Page<Episode> page(ReleaseId release, PageRequest request) {
    var wanted = EPISODES.RELEASE_ID.eq(release.value()).and(EPISODES.DELETED_AT.isNull());
    var after =
        request
            .after()
            .map(cursor -> new Keyset(cursor, LIST, 1))
            .map(key -> EPISODES.NUMBER.gt(key.number(0)))
            .orElse(noCondition());
    var rows =
        db.selectFrom(EPISODES)
            .where(wanted.and(after))
            .orderBy(EPISODES.NUMBER)
            .limit(request.limit() + 1)
            .offset(request.skip())
            .fetch(JooqEpisodes::toEpisode);
    return Page.of(
        request,
        rows,
        db.fetchCount(EPISODES, wanted),
        last -> Cursor.after(LIST, last.details().number()));
  }

  @Override
  public List<Episode> releaseDue(Instant now, int most) {
    return db.update(EPISODES)
        .set(EPISODES.STATUS, EpisodeStatus.RELEASED.code())
        .setNull(EPISODES.DUE_AT)
        .set(EPISODES.UPDATED_AT, now)
        .where(
            EPISODES.ID.in(
                select(EPISODES.ID)
                    .from(EPISODES)
                    .where(EPISODES.DUE_AT.le(now), EPISODES.DELETED_AT.isNull())
                    .orderBy(EPISODES.DUE_AT)
                    .limit(most)
                    .forUpdate()
                    .skipLocked()))
        .returning()
        .fetch(JooqEpisodes::toEpisode);
  }

  private static Condition among(Collection<EpisodeId> ids) {
    return EPISODES.ID.eq(SqlArrays.anyOf(ids, EpisodeId::value));
  }

  static void orTaken(Runnable statement) {
    SqlErrors.orConflict(
        "episodes_number_unique",
        number -> "this release has an episode " + number + " already",
        statement);
  }

  private static List<EpisodesRecord> records(List<Episode> episodes) {
    return episodes.stream().map(JooqEpisodes::toRecord).toList();
  }

  static EpisodesRecord toRecord(Episode episode) {
    var details = episode.details();
    return new EpisodesRecord(
        episode.id().value(),
        episode.release().value(),
        details.title(),
        details.number(),
        details.durationSeconds(),
        details.description(),
        details.releaseDate(),
        details.status().code(),
        details.thumbnailUrl(),
        episode.dueAt(),
        episode.createdAt(),
        episode.updatedAt(),
        null);
  }

  private static Episode toEpisode(EpisodesRecord row) {
    return new Episode(
        new EpisodeId(row.getId()),
        new ReleaseId(row.getReleaseId()),
        new EpisodeDetails(
            row.getTitle(),
            row.getNumber(),
            row.getDurationSeconds(),
            row.getDescription(),
            row.getReleaseDate(),
            EpisodeStatus.ofCode(row.getStatus()),
            row.getThumbnailUrl()),
        row.getDueAt(),
        row.getCreatedAt(),
        row.getUpdatedAt());
  }
}
