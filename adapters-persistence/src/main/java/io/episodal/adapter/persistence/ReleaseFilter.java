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
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;

/** Says in SQL which releases a query wants, regardless of their order. */
final class ReleaseFilter {
  private static final int MOST_ASKED_OF_INDEX = 16;

  /** Beginnings of so many characters are terms of the index, by {@code with_beginnings}. */
  private static final int SHORT = 2;

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
          .where(ofIndexedDocument(), inGenre(RELEASE_SEARCH.RELEASE_ID));
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
    return query.franchise() != null || (query.status() != null && !looksAtDocument());
  }

  private boolean looksAtDocument() {
    return query.text() != null || query.tag() != null;
  }

  private Condition inDocuments(Field<UUID> id) {
    return looksAtDocument()
        ? id.in(select(RELEASE_SEARCH.RELEASE_ID).from(RELEASE_SEARCH).where(ofIndexedDocument()))
        : noCondition();
  }

  private Condition inGenre(Field<UUID> id) {
    return query.genre() == null
        ? noCondition()
        : id.in(select(RELEASE_GENRES.RELEASE_ID).from(RELEASE_GENRES).where(ofGenre()));
  }

  private Condition ofRelease() {
    var condition = RELEASES.DELETED_AT.isNull();
    if (query.status() != null && !looksAtDocument()) {
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

  private Condition ofDocument() {
    var wanted = marked();
    prefixes().forEach(prefix -> wanted.add(beginning(prefix)));
    return condition("{0} @@ {1}::tsquery", DOCUMENT, all(wanted));
  }

  /**
   * Of very many terms the index is asked for the first ones, which hardly two releases have in
   * common; {@code is true} keeps PostgreSQL from asking it for the rest, at a cost by which
   * reading all releases looks cheap.
   */
  private Condition ofIndexedDocument() {
    var asked = marked();
    prefixes().stream()
        .limit(MOST_ASKED_OF_INDEX)
        .map(prefix -> isShort(prefix) ? term(prefix) : beginning(prefix))
        .forEach(asked::add);
    var condition =
        condition("episodal.with_beginnings({0}) @@ {1}::tsquery", DOCUMENT, all(asked));
    return prefixes().size() <= MOST_ASKED_OF_INDEX
        ? condition
        : condition.and("({0}) is true", ofDocument());
  }

  private List<String> marked() {
    var marked = new ArrayList<String>();
    if (query.tag() != null) {
      marked.add(term("#" + query.tag().replace("\\", "\\\\").replace("'", "''")));
    }
    if (query.status() != null) {
      marked.add(term("=" + query.status().code()));
    }
    return marked;
  }

  /** They hold letters and digits alone; a tag may hold anything. */
  private Set<String> prefixes() {
    return query.text() == null ? Set.of() : SearchTerms.prefixes(query.text());
  }

  private static boolean isShort(String prefix) {
    return prefix.codePointCount(0, prefix.length()) <= SHORT;
  }

  private static String term(String text) {
    return "'" + text + "'";
  }

  private static String beginning(String text) {
    return "'" + text + "':*";
  }

  private static Field<String> all(List<String> terms) {
    return val(String.join(" & ", terms));
  }
}
