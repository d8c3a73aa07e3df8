package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.EPISODES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_GENRES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_SCORES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_STATS;

import io.episodal.adapter.persistence.schema.tables.records.ReleasesRecord;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.catalog.AlternativeTitle;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.Release;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.ReleaseQuery;
import io.episodal.domain.catalog.ReleaseStatus;
import io.episodal.domain.catalog.SearchTerms;
import io.episodal.domain.catalog.port.out.Releases;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.QuantifiedSelect;
import org.jooq.Record1;

/** Releases, with what always comes and goes with them: genres, search terms, scores, figures. */
final class JooqReleases implements Releases {
  private static final String ADD_SCORES =
      "insert into episodal.release_scores (release_id) select unnest({0})";

  private static final String ADD_STATS =
      """
      insert into episodal.release_stats (release_id, stat_window)
      select release_id, stat_window
      from unnest({0}) release_id
      cross join unnest({1}) stat_window
      """;

  private static final String ADD_GENRES =
      "insert into episodal.release_genres (release_id, genre_id) select * from unnest({0}, {1})";

  private final DSLContext db;

  JooqReleases(DSLContext db) {
    this.db = db;
  }

  @Override
  public void add(List<NewRelease> releases) {
    if (releases.isEmpty()) {
      return;
    }
    RowSets.insert(db, RELEASES, releases.stream().map(release -> row(release)).toList());
    var ids = SqlArrays.ids(releases, release -> release.id().value());
    var windows = SqlArrays.texts(List.of(Window.values()), Window::code);
    db.execute(ADD_SCORES, ids);
    db.execute(ADD_STATS, ids, windows);
    var genres = new LinkedHashMap<ReleaseId, Set<GenreId>>();
    releases.forEach(release -> genres.put(release.id(), release.details().genres()));
    putGenres(genres);
  }

  private void putGenres(Map<ReleaseId, Set<GenreId>> genres) {
    var pairs =
        genres.entrySet().stream()
            .flatMap(of -> of.getValue().stream().map(genre -> new InGenre(of.getKey(), genre)))
            .toList();
    if (!pairs.isEmpty()) {
      db.execute(
          ADD_GENRES,
          SqlArrays.ids(pairs, pair -> pair.release().value()),
          SqlArrays.ids(pairs, pair -> pair.genre().value()));
    }
  }

  @Override
  public void replace(Map<ReleaseId, ReleaseDetails> changed, Instant now) {
    if (changed.isEmpty()) {
      return;
    }
    var rows = new ArrayList<ReleasesRecord>();
    var genres = new LinkedHashMap<ReleaseId, Set<GenreId>>();
    changed.forEach((id, details) -> {
      var row = row(details);
      row.setId(id.value());
      row.setUpdatedAt(now);
      rows.add(row);
      genres.put(id, details.genres());
    });
    RowSets.update(
        db, RELEASES, rows, RELEASES.IMPORT_KEY, RELEASES.CREATED_AT, RELEASES.DELETED_AT);
    leaveGenres(changed.keySet());
    putGenres(genres);
  }

  @Override
  public void markDeleted(Collection<ReleaseId> ids, Instant now) {
    if (ids.isEmpty()) {
      return;
    }
    db.update(RELEASES)
        .set(RELEASES.DELETED_AT, now)
        .setNull(RELEASES.FRANCHISE_ID)
        .where(RELEASES.ID.eq(any(ids)))
        .execute();
    db.update(EPISODES)
        .set(EPISODES.DELETED_AT, now)
        .where(EPISODES.RELEASE_ID.eq(any(ids)), EPISODES.DELETED_AT.isNull())
        .execute();
    leaveGenres(ids);
    db.deleteFrom(RELEASE_SCORES).where(RELEASE_SCORES.RELEASE_ID.eq(any(ids))).execute();
    db.deleteFrom(RELEASE_STATS).where(RELEASE_STATS.RELEASE_ID.eq(any(ids))).execute();
  }

  private void leaveGenres(Collection<ReleaseId> ids) {
    db.deleteFrom(RELEASE_GENRES).where(RELEASE_GENRES.RELEASE_ID.eq(any(ids))).execute();
  }

  @Override
  public Optional<Release> find(ReleaseId id) {
    return new SelectReleases(db).find(id);
  }

  @Override
  public Map<ReleaseId, ReleaseDetails> detailsForUpdate(Collection<ReleaseId> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    var rows =
        db.selectFrom(RELEASES)
            .where(RELEASES.ID.eq(any(ids)), RELEASES.DELETED_AT.isNull())
            .orderBy(RELEASES.ID)
            .forUpdate()
            .fetch();
    var genres =
        db.selectFrom(RELEASE_GENRES)
            .where(RELEASE_GENRES.RELEASE_ID.eq(any(ids)))
            .fetchGroups(RELEASE_GENRES.RELEASE_ID, row -> new GenreId(row.getGenreId()));
    return rows.intoMap(
        row -> new ReleaseId(row.getId()),
        row -> details(row, Set.copyOf(genres.getOrDefault(row.getId(), List.of()))));
  }

  @Override
  public Set<ReleaseId> unknown(Collection<ReleaseId> ids) {
    var unknown = new HashSet<>(ids);
    if (!ids.isEmpty()) {
      db.select(RELEASES.ID)
          .from(RELEASES)
          .where(RELEASES.ID.eq(any(ids)), RELEASES.DELETED_AT.isNull())
          .orderBy(RELEASES.ID)
          .forKeyShare()
          .forEach(known -> unknown.remove(new ReleaseId(known.value1())));
    }
    return unknown;
  }

  @Override
  public Optional<String> titleForUse(ReleaseId id) {
    return db.select(RELEASES.TITLE)
        .from(RELEASES)
        .where(RELEASES.ID.eq(id.value()), RELEASES.DELETED_AT.isNull())
        .forKeyShare()
        .fetchOptional(RELEASES.TITLE);
  }

  @Override
  public Page<Release> page(ReleaseQuery query, PageRequest request) {
    return new SelectReleasePage(db, query, request).run();
  }

  static ReleasesRecord row(NewRelease release) {
    var created = row(release.details());
    created.setId(release.id().value());
    created.setImportKey(release.importKey());
    created.setCreatedAt(release.createdAt());
    created.setUpdatedAt(release.createdAt());
    created.setDeletedAt(null);
    return created;
  }

  private static QuantifiedSelect<Record1<UUID>> any(Collection<ReleaseId> ids) {
    return SqlArrays.anyOf(ids, ReleaseId::value);
  }

  private static ReleasesRecord row(ReleaseDetails details) {
    var titles = new ArrayList<String>();
    titles.add(details.title());
    details.alternativeTitles().forEach(alternative -> titles.add(alternative.title()));
    var row = new ReleasesRecord();
    row.setTitle(details.title());
    row.setSortTitle(sortTitle(details.title()));
    row.setDescription(details.description());
    row.setFranchiseId(details.franchise() == null ? null : details.franchise().value());
    row.setReleaseDate(details.releaseDate());
    row.setStatus(details.status().code());
    row.setTags(details.tags().toArray(String[]::new));
    row.setPosterUrl(details.posterUrl());
    row.setBannerUrl(details.bannerUrl());
    row.setTotalEpisodes(details.totalEpisodes());
    row.setAlternativeTitles(
        JsonColumns.of(
            details.alternativeTitles().stream()
                .map(alternative -> List.of(alternative.language(), alternative.title()))
                .toList()));
    row.setExternalIds(JsonColumns.of(details.externalIds()));
    row.setSearchTerms(SearchTerms.of(titles).toArray(String[]::new));
    return row;
  }

  static String sortTitle(String title) {
    return title.toLowerCase(Locale.ROOT);
  }

  static ReleaseDetails details(ReleasesRecord row, Set<GenreId> genres) {
    return new ReleaseDetails(
        row.getTitle(),
        row.getDescription(),
        genres,
        row.getFranchiseId() == null ? null : new FranchiseId(row.getFranchiseId()),
        row.getReleaseDate(),
        ReleaseStatus.ofCode(row.getStatus()),
        Arrays.asList(row.getTags()),
        row.getPosterUrl(),
        row.getBannerUrl(),
        row.getTotalEpisodes(),
        JsonColumns.pairs(row.getAlternativeTitles()).stream()
            .map(pair -> new AlternativeTitle(pair.getFirst(), pair.getLast()))
            .toList(),
        JsonColumns.strings(row.getExternalIds()));
  }

  private record InGenre(ReleaseId release, GenreId genre) {}
}
