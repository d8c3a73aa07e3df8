package io.episodal.testkit;

import io.episodal.domain.analytics.Trend;
import io.episodal.domain.catalog.AlternativeTitle;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.FranchiseReference;
import io.episodal.domain.catalog.GenreReference;
import io.episodal.domain.catalog.Release;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.ReleaseQuery;
import io.episodal.domain.catalog.SearchTerms;
import io.episodal.domain.catalog.port.out.Releases;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import io.episodal.testkit.Rows.ReleaseRow;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Releases as rows, filtered and sorted by going through all of them. */
final class InMemoryReleases implements Releases {
  private final Supplier<Tables> tables;

  InMemoryReleases(Supplier<Tables> tables) {
    this.tables = tables;
  }

  /** The releases that are not deleted. */
  static Stream<ReleaseRow> live(Tables tables) {
    return tables.releases.stream().filter(row -> !row.deleted());
  }

  static Optional<ReleaseRow> live(Tables tables, ReleaseId id) {
    return tables.releases.find(id).filter(row -> !row.deleted());
  }

  @Override
  public void add(List<NewRelease> releases) {
    var to = tables.get();
    for (var added : releases) {
      requireReferences(to, added.details());
      if (to.releases.contains(added.id())) {
        throw new IllegalStateException("there is a release " + added.id());
      }
      requireNewKey(to, added);
      to.releases.put(
          added.id(),
          new ReleaseRow(
              added.id(),
              added.details(),
              added.importKey(),
              added.createdAt(),
              added.createdAt(),
              false));
    }
  }

  @Override
  public void replace(Map<ReleaseId, ReleaseDetails> changed, Instant now) {
    changed.forEach((id, details) -> {
      requireReferences(tables.get(), details);
      change(id, row -> new ReleaseRow(id, details, row.importKey(), row.createdAt(), now, false));
    });
  }

  @Override
  public void markDeleted(Collection<ReleaseId> ids, Instant now) {
    ids.forEach(id -> change(id, row -> deleted(row, now)));
  }

  private static ReleaseRow deleted(ReleaseRow row, Instant now) {
    return new ReleaseRow(
        row.id(), row.details().in(Set.of(), null), row.importKey(), row.createdAt(), now, true);
  }

  @Override
  public Optional<Release> find(ReleaseId id) {
    var from = tables.get();
    return live(from, id).map(row -> release(from, row));
  }

  @Override
  public Map<ReleaseId, ReleaseDetails> detailsForUpdate(Collection<ReleaseId> ids) {
    return ids.stream()
        .distinct()
        .flatMap(id -> live(tables.get(), id).stream())
        .collect(Collectors.toMap(ReleaseRow::id, ReleaseRow::details));
  }

  @Override
  public Set<ReleaseId> unknown(Collection<ReleaseId> ids) {
    return ids.stream()
        .filter(id -> live(tables.get(), id).isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Optional<String> titleForUse(ReleaseId id) {
    return live(tables.get(), id).map(row -> row.details().title());
  }

  @Override
  public Page<Release> page(ReleaseQuery query, PageRequest request) {
    var from = tables.get();
    var found = live(from).filter(row -> matches(row.details(), query));
    var page = listing(from, query.sort()).page(found, request);
    return new Page<>(
        page.items().stream().map(row -> release(from, row)).toList(),
        page.total(),
        page.nextCursor());
  }

  private static void requireNewKey(Tables tables, NewRelease added) {
    var key = added.importKey();
    if (key != null && tables.releases.stream().anyMatch(row -> key.equals(row.importKey()))) {
      throw new IllegalStateException("there is a release imported as " + key);
    }
  }

  private void change(ReleaseId id, Function<ReleaseRow, ReleaseRow> change) {
    var to = tables.get();
    live(to, id).ifPresent(row -> to.releases.put(id, change.apply(row)));
  }

  private static void requireReferences(Tables tables, ReleaseDetails details) {
    var franchise = details.franchise();
    if (!details.genres().stream().allMatch(tables.genres::contains)
        || (franchise != null && !tables.franchises.contains(franchise))) {
      throw new IllegalStateException("a genre or franchise of the release does not exist");
    }
  }

  private static boolean matches(ReleaseDetails details, ReleaseQuery query) {
    return (query.status() == null || query.status() == details.status())
        && (query.genre() == null || details.genres().contains(query.genre()))
        && (query.franchise() == null || query.franchise().equals(details.franchise()))
        && (query.tag() == null || details.tags().contains(query.tag()))
        && query.words().map(words -> hasWords(details, words)).orElse(true);
  }

  private static boolean hasWords(ReleaseDetails details, String words) {
    var titles =
        Stream.concat(
            Stream.of(details.title()),
            details.alternativeTitles().stream().map(AlternativeTitle::title));
    var terms = SearchTerms.of(titles.toList());
    var prefixes = SearchTerms.prefixes(words);
    return !prefixes.isEmpty()
        && prefixes.stream()
            .allMatch(prefix -> terms.stream().anyMatch(term -> term.startsWith(prefix)));
  }

  private static Listing<ReleaseRow, ?> listing(Tables from, ReleaseQuery.Sort sort) {
    var name = "releases:" + sort.code();
    return switch (sort) {
      case NEWEST ->
          new Listing<>(
              name, row -> "", row -> row.id().value(), Order.BY_CODE_POINT, false, text -> text);
      case TITLE ->
          new Listing<>(
              name,
              row -> Order.lowerCase(row.details().title()),
              row -> row.id().value(),
              Order.BY_CODE_POINT,
              true,
              text -> text);
      case POPULARITY ->
          new Listing<>(
              name,
              row -> from.scores.getOrDefault(row.id(), 0.0),
              row -> row.id().value(),
              Comparator.<Double>naturalOrder(),
              false,
              Double::valueOf);
      case TRENDING ->
          new Listing<>(
              name,
              row -> attention(from, row.id(), Trend.WEEK),
              row -> row.id().value(),
              Comparator.<Double>naturalOrder(),
              false,
              Double::valueOf);
    };
  }

  /** How much attention a release drew when views were last counted. */
  static double attention(Tables from, ReleaseId id, Trend trend) {
    return from.trends.getOrDefault(id, Map.of()).getOrDefault(trend, Trend.NONE);
  }

  private static Release release(Tables from, ReleaseRow row) {
    var details = row.details();
    var genres =
        details.genres().stream()
            .flatMap(id -> from.genres.find(id).stream())
            .map(genre -> new GenreReference(genre.id(), genre.name()))
            .sorted(Comparator.comparing(GenreReference::name, Order.BY_CODE_POINT))
            .toList();
    return new Release(
        row.id(),
        details,
        genres,
        franchise(from, details.franchise()),
        InMemoryRatings.mean(from, row.id()),
        row.createdAt(),
        row.updatedAt());
  }

  private static @Nullable FranchiseReference franchise(Tables from, @Nullable FranchiseId id) {
    if (id == null) {
      return null;
    }
    var found = from.franchises.find(id).orElseThrow();
    return new FranchiseReference(id, found.name());
  }
}
