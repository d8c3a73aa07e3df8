package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.RELEASES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_GENRES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_SEARCH;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.episodal.domain.catalog.ReleaseQuery;
import io.episodal.domain.catalog.SearchTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;

/** Says in SQL which releases a query wants, regardless of their order. */
final class ReleaseFilter {
  private static final int MOST_ASKED_OF_INDEX = 16;
  private static final Field<Object> DOCUMENT = field(name("release_search", "document"));

  private final ReleaseQuery query;

  ReleaseFilter(ReleaseQuery query) {
    this.query = query;
  }

  boolean wantsAll() {
    return !looksAtRelease() && !looksAtDocument() && query.genre() == null;
  }

  /** A text without a letter or digit is found nowhere. */
  boolean wantsNone() {
    return query.text() != null && SearchTerms.prefixes(query.text()).isEmpty();
  }

  /** The ids of those wanted, each once, from the narrowest table that knows them. */
  Select<Record1<UUID>> ids() {
    if (looksAtRelease() || wantsAll()) {
      return select(RELEASES.ID)
          .from(RELEASES)
          .where(ofRelease(), inDocuments(RELEASES.ID), inGenre(RELEASES.ID));
    }
    if (looksAtDocument()) {
      return select(RELEASE_SEARCH.RELEASE_ID)
          .from(RELEASE_SEARCH)
          .where(ofDocument(), inGenre(RELEASE_SEARCH.RELEASE_ID));
    }
    return select(RELEASE_GENRES.RELEASE_ID).from(RELEASE_GENRES).where(ofGenre());
  }

  /**
   * Whether one release is wanted, to be asked of one after the other: {@code offset 0} keeps
   * PostgreSQL from making joins of it that look at all releases.
   */
  Condition holdsFor(Field<UUID> id) {
    var condition = noCondition();
    if (looksAtRelease()) {
      condition =
          condition.and(
              exists(selectOne().from(RELEASES).where(RELEASES.ID.eq(id), ofRelease()).offset(0)));
    }
    if (looksAtDocument()) {
      condition =
          condition.and(
              exists(
                  selectOne()
                      .from(RELEASE_SEARCH)
                      .where(RELEASE_SEARCH.RELEASE_ID.eq(id), ofDocument())
                      .offset(0)));
    }
    if (query.genre() != null) {
      condition =
          condition.and(
              exists(
                  selectOne()
                      .from(RELEASE_GENRES)
                      .where(RELEASE_GENRES.RELEASE_ID.eq(id), ofGenre())
                      .offset(0)));
    }
    return condition;
  }

  private boolean looksAtRelease() {
    return query.status() != null || query.franchise() != null;
  }

  private boolean looksAtDocument() {
    return query.text() != null || query.tag() != null;
  }

  private Condition inDocuments(Field<UUID> id) {
    return looksAtDocument()
        ? id.in(select(RELEASE_SEARCH.RELEASE_ID).from(RELEASE_SEARCH).where(ofDocument()))
        : noCondition();
  }

  private Condition inGenre(Field<UUID> id) {
    return query.genre() == null
        ? noCondition()
        : id.in(select(RELEASE_GENRES.RELEASE_ID).from(RELEASE_GENRES).where(ofGenre()));
  }

  private Condition ofRelease() {
    var condition = RELEASES.DELETED_AT.isNull();
    if (query.status() != null) {
      condition = condition.and(RELEASES.STATUS.eq(query.status().code()));
    }
    return query.franchise() == null
        ? condition
        : condition.and(RELEASES.FRANCHISE_ID.eq(query.franchise().value()));
  }

  private Condition ofGenre() {
    return query.genre() == null
        ? noCondition()
        : RELEASE_GENRES.GENRE_ID.eq(query.genre().value());
  }

  /**
   * Terms hold letters and digits alone; a tag may hold anything. Of very many terms the index is
   * asked for the first ones, which hardly two releases have in common; {@code is true} keeps
   * PostgreSQL from asking it for the rest, at a cost by which reading all releases looks cheap.
   */
  private Condition ofDocument() {
    var wanted = new ArrayList<String>();
    if (query.tag() != null) {
      wanted.add("'#" + query.tag().replace("\\", "\\\\").replace("'", "''") + "'");
    }
    if (query.text() != null) {
      SearchTerms.prefixes(query.text()).forEach(prefix -> wanted.add("'" + prefix + "':*"));
    }
    var asked = wanted.subList(0, Math.min(wanted.size(), MOST_ASKED_OF_INDEX));
    var rest = wanted.subList(asked.size(), wanted.size());
    var condition = condition("{0} @@ {1}::tsquery", DOCUMENT, all(asked));
    return rest.isEmpty()
        ? condition
        : condition.and("({0} @@ {1}::tsquery) is true", DOCUMENT, all(rest));
  }

  private static Field<String> all(List<String> terms) {
    return val(String.join(" & ", terms));
  }
}
