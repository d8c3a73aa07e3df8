package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.FRANCHISES;
import static io.episodal.adapter.persistence.schema.Tables.GENRES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_GENRES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_SCORES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_STATS;
import static org.jooq.impl.DSL.arrayOverlap;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.episodal.adapter.persistence.schema.tables.ReleaseStats;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.FranchiseReference;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.GenreReference;
import io.episodal.domain.catalog.Release;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.ReleaseQuery;
import io.episodal.domain.catalog.ReleaseQuery.Sort;
import io.episodal.domain.catalog.SearchTerms;
import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.SelectJoinStep;

/** Reads releases with their genres, franchise and rating. */
final class SelectReleases {
  private static final ReleaseStats WEEK = RELEASE_STATS.as("week");
  private static final Field<Result<Record2<UUID, String>>> GENRES_OF_RELEASE =
      multiset(
              select(GENRES.ID, GENRES.NAME)
                  .from(RELEASE_GENRES)
                  .join(GENRES)
                  .on(GENRES.ID.eq(RELEASE_GENRES.GENRE_ID))
                  .where(RELEASE_GENRES.RELEASE_ID.eq(RELEASES.ID))
                  .orderBy(GENRES.NAME))
          .as("genres_of_release");

  private final DSLContext db;

  SelectReleases(DSLContext db) {
    this.db = db;
  }

  Optional<Release> find(ReleaseId id) {
    return selection()
        .where(RELEASES.ID.eq(id.value()), RELEASES.DELETED_AT.isNull())
        .fetchOptional(SelectReleases::toRelease);
  }

  Page<Release> page(ReleaseQuery query, PageRequest request) {
    var list = "releases:" + query.sort().code();
    var wanted = matching(query);
    var after =
        request.after().map(cursor -> after(query.sort(), list, cursor)).orElse(noCondition());
    var rows =
        selection()
            .where(wanted.and(after))
            .orderBy(order(query.sort()))
            .limit(request.limit() + 1)
            .offset(request.skip())
            .fetch();
    long total = db.selectCount().from(RELEASES).where(wanted).fetchSingle().value1();
    var page = Page.of(request, rows, total, last -> cursorAfter(query.sort(), list, last));
    return new Page<>(
        page.items().stream().map(SelectReleases::toRelease).toList(), total, page.nextCursor());
  }

  private SelectJoinStep<Record> selection() {
    return db.select(RELEASES.fields())
        .select(
            FRANCHISES.NAME,
            RELEASE_SCORES.VOTES,
            RELEASE_SCORES.RATING_SUM,
            RELEASE_SCORES.POPULARITY,
            WEEK.TOTAL_VIEWS,
            GENRES_OF_RELEASE)
        .from(RELEASES)
        .join(RELEASE_SCORES)
        .on(RELEASE_SCORES.RELEASE_ID.eq(RELEASES.ID))
        .join(WEEK)
        .on(WEEK.RELEASE_ID.eq(RELEASES.ID), WEEK.STAT_WINDOW.eq(Window.WEEK.code()))
        .leftJoin(FRANCHISES)
        .on(FRANCHISES.ID.eq(RELEASES.FRANCHISE_ID));
  }

  private static Condition matching(ReleaseQuery query) {
    var condition = RELEASES.DELETED_AT.isNull();
    if (query.text() != null) {
      condition = condition.and(titled(query.text()));
    }
    if (query.status() != null) {
      condition = condition.and(RELEASES.STATUS.eq(query.status().code()));
    }
    if (query.franchise() != null) {
      condition = condition.and(RELEASES.FRANCHISE_ID.eq(query.franchise().value()));
    }
    if (query.tag() != null) {
      condition = condition.and(arrayOverlap(RELEASES.TAGS, new String[] {query.tag()}));
    }
    if (query.genre() != null) {
      condition =
          condition.andExists(
              selectOne()
                  .from(RELEASE_GENRES)
                  .where(
                      RELEASE_GENRES.RELEASE_ID.eq(RELEASES.ID),
                      RELEASE_GENRES.GENRE_ID.eq(query.genre().value())));
    }
    return condition;
  }

  /** Terms hold letters and digits alone, so they need no escape inside the quotes. */
  private static Condition titled(String typed) {
    var prefixes = SearchTerms.prefixes(typed);
    if (prefixes.isEmpty()) {
      return falseCondition();
    }
    var query =
        prefixes.stream().map(prefix -> "'" + prefix + "':*").collect(Collectors.joining(" & "));
    return condition("array_to_tsvector({0}) @@ {1}::tsquery", RELEASES.SEARCH_TERMS, val(query));
  }

  private static List<OrderField<?>> order(Sort sort) {
    return switch (sort) {
      case NEWEST -> List.of(RELEASES.ID.desc());
      case TITLE -> List.of(RELEASES.SORT_TITLE.asc(), RELEASES.ID.asc());
      case POPULARITY ->
          List.of(RELEASE_SCORES.POPULARITY.desc(), RELEASE_SCORES.RELEASE_ID.desc());
      case TRENDING -> List.of(WEEK.TOTAL_VIEWS.desc(), WEEK.RELEASE_ID.desc());
    };
  }

  private static Condition after(Sort sort, String list, Cursor cursor) {
    return switch (sort) {
      case NEWEST -> RELEASES.ID.lt(new Keyset(cursor, list, 1).id(0));
      case TITLE -> {
        var key = new Keyset(cursor, list, 2);
        yield row(RELEASES.SORT_TITLE, RELEASES.ID).gt(key.text(0), key.id(1));
      }
      case POPULARITY -> {
        var key = new Keyset(cursor, list, 2);
        yield row(RELEASE_SCORES.POPULARITY, RELEASE_SCORES.RELEASE_ID)
            .lt(key.decimal(0), key.id(1));
      }
      case TRENDING -> {
        var key = new Keyset(cursor, list, 2);
        yield row(WEEK.TOTAL_VIEWS, WEEK.RELEASE_ID).lt((long) key.number(0), key.id(1));
      }
    };
  }

  private static Cursor cursorAfter(Sort sort, String list, Record last) {
    var id = last.get(RELEASES.ID);
    return switch (sort) {
      case NEWEST -> Cursor.after(list, id);
      case TITLE -> Cursor.after(list, last.get(RELEASES.SORT_TITLE), id);
      case POPULARITY -> Cursor.after(list, last.get(RELEASE_SCORES.POPULARITY), id);
      case TRENDING -> Cursor.after(list, last.get(WEEK.TOTAL_VIEWS), id);
    };
  }

  private static Release toRelease(Record row) {
    var genres =
        row.get(GENRES_OF_RELEASE)
            .map(genre -> new GenreReference(new GenreId(genre.value1()), genre.value2()));
    var release = row.into(RELEASES);
    var votes = row.get(RELEASE_SCORES.VOTES);
    return new Release(
        new ReleaseId(release.getId()),
        JooqReleases.details(
            release, genres.stream().map(GenreReference::id).collect(Collectors.toSet())),
        genres,
        release.getFranchiseId() == null
            ? null
            : new FranchiseReference(
                new FranchiseId(release.getFranchiseId()), row.get(FRANCHISES.NAME)),
        votes == 0 ? null : (double) row.get(RELEASE_SCORES.RATING_SUM) / votes,
        release.getCreatedAt(),
        release.getUpdatedAt());
  }
}
