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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;

/** Releases, with what always comes and goes with them: genres, search terms, scores, figures. */
final class JooqReleases implements Releases {
  private static final int CHUNK = 500;

  private final DSLContext db;

  JooqReleases(DSLContext db) {
    this.db = db;
  }

  @Override
  public void add(List<NewRelease> releases) {
    for (int from = 0; from < releases.size(); from += CHUNK) {
      addChunk(releases.subList(from, Math.min(releases.size(), from + CHUNK)));
    }
  }

  private void addChunk(List<NewRelease> releases) {
    var records = new ArrayList<ReleasesRecord>();
    releases.forEach(release -> records.add(row(release)));
    db.insertInto(RELEASES).columns(RELEASES.fields()).valuesOfRecords(records).execute();
    var scores = db.insertInto(RELEASE_SCORES, RELEASE_SCORES.RELEASE_ID);
    var stats = db.insertInto(RELEASE_STATS, RELEASE_STATS.RELEASE_ID, RELEASE_STATS.STAT_WINDOW);
    for (var release : releases) {
      scores = scores.values(release.id().value());
      for (var window : Window.values()) {
        stats = stats.values(release.id().value(), window.code());
      }
    }
    scores.execute();
    stats.execute();
    putGenres(releases);
  }

  private void putGenres(List<NewRelease> releases) {
    var insert = db.insertInto(RELEASE_GENRES, RELEASE_GENRES.RELEASE_ID, RELEASE_GENRES.GENRE_ID);
    var any = false;
    for (var release : releases) {
      for (var genre : release.details().genres()) {
        insert = insert.values(release.id().value(), genre.value());
        any = true;
      }
    }
    if (any) {
      insert.execute();
    }
  }

  @Override
  public void replace(ReleaseId id, ReleaseDetails details, Instant now) {
    var changed = row(details);
    changed.setUpdatedAt(now);
    db.update(RELEASES).set(changed).where(RELEASES.ID.eq(id.value())).execute();
    db.deleteFrom(RELEASE_GENRES).where(RELEASE_GENRES.RELEASE_ID.eq(id.value())).execute();
    putGenres(List.of(new NewRelease(id, details, null, now)));
  }

  @Override
  public void markDeleted(ReleaseId id, Instant now) {
    db.update(RELEASES)
        .set(RELEASES.DELETED_AT, now)
        .setNull(RELEASES.FRANCHISE_ID)
        .where(RELEASES.ID.eq(id.value()))
        .execute();
    db.update(EPISODES)
        .set(EPISODES.DELETED_AT, now)
        .where(EPISODES.RELEASE_ID.eq(id.value()), EPISODES.DELETED_AT.isNull())
        .execute();
    db.deleteFrom(RELEASE_GENRES).where(RELEASE_GENRES.RELEASE_ID.eq(id.value())).execute();
    db.deleteFrom(RELEASE_SCORES).where(RELEASE_SCORES.RELEASE_ID.eq(id.value())).execute();
    db.deleteFrom(RELEASE_STATS).where(RELEASE_STATS.RELEASE_ID.eq(id.value())).execute();
  }

  @Override
  public Optional<Release> find(ReleaseId id) {
    return new SelectReleases(db).find(id);
  }

  @Override
  public Optional<Release> findForUpdate(ReleaseId id) {
    return db.select(RELEASES.ID)
        .from(RELEASES)
        .where(RELEASES.ID.eq(id.value()), RELEASES.DELETED_AT.isNull())
        .forUpdate()
        .fetchOptional()
        .flatMap(locked -> find(id));
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
}
