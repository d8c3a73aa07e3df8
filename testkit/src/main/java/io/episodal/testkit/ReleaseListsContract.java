package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.Viewer;
import io.episodal.domain.catalog.AlternativeTitle;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.Release;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.ReleaseQuery;
import io.episodal.domain.catalog.ReleaseQuery.Sort;
import io.episodal.domain.catalog.ReleaseStatus;
import io.episodal.domain.catalog.port.out.Releases.NewRelease;
import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Releases in lists: filters, orders, pages and search. */
public abstract class ReleaseListsContract extends PersistenceContract {

  @Test
  void theNewestComeFirst() {
    add("First", "Second", "Third");

    assertEquals(List.of("Third", "Second", "First"), titles(sorted(Sort.NEWEST)));
  }

  @Test
  void titlesAreInOrderOfTheirCharactersWithoutRegardToCase() {
    var order =
        List.of(
            "2 many",
            "alpha",
            "Alpha Centauri",
            "beta",
            "Beta",
            "zulu",
            "Ångström",
            "名",
            "Ａ",
            "😀");
    add(shuffled(order));

    var found = titles(sorted(Sort.TITLE));

    assertEquals(
        order.stream().map(Order::lowerCase).toList(),
        found.stream().map(Order::lowerCase).toList());
  }

  @Test
  void theMostPopularComeFirst() {
    var added = add("Low", "High", "None", "Also high");
    var scores =
        Map.of(
            added.get(0).id(),
            0.1,
            added.get(1).id(),
            99.12345678901235,
            added.get(3).id(),
            99.12345678901235);

    run(tx -> tx.figures().putScores(scores));

    assertEquals(List.of("Also high", "High", "Low", "None"), titles(sorted(Sort.POPULARITY)));
  }

  @Test
  void whatDrawsAttentionNowComesFirst() {
    var added = add("Long ago", "Now", "Nobody", "Some");
    var now = clock.instant();
    run(tx -> tx.viewLog().preparePartitions(now.minus(Duration.ofDays(40)), now));
    run(tx ->
        tx.viewLog()
            .append(
                Stream.of(
                        views(added.get(0).id(), 9, Duration.ofDays(30)),
                        views(added.get(1).id(), 4, Duration.ofHours(5)),
                        views(added.get(3).id(), 2, Duration.ofHours(30)))
                    .flatMap(List::stream)
                    .toList()));
    run(tx -> tx.rollUps().fold(now));

    var found = titles(sorted(Sort.TRENDING));

    assertEquals(List.of("Now", "Some", "Long ago", "Nobody"), found);
  }

  @ParameterizedTest
  @EnumSource
  void everyOrderIsReadInPagesTiesIncluded(Sort sort) {
    var added = add(IntStream.range(0, 23).mapToObj(number -> "Title " + number % 4).toList());
    run(tx -> {
      for (var release : added.subList(0, 15)) {
        var score = release.details().title().endsWith("1") ? 50.5 : 1 / 3.0;
        tx.figures().putScores(Map.of(release.id(), score));
      }
    });
    var query = sorted(sort);

    var all = page(query, PageRequest.first(100));

    assertEquals(23, all.total());
    assertEquals(23, all.items().stream().map(Release::id).distinct().count());
    assertEquals(all.items(), inPages(5, request -> page(query, request)));
    assertEquals(all.items(), inPages(23, request -> page(query, request)));
    var middle = page(query, new PageRequest(7, 6, null));
    assertEquals(all.items().subList(7, 13), middle.items());
    assertEquals(23, middle.total());
  }

  @Test
  void beyondTheEndThereIsNothing() {
    add("Only");

    var page = page(ReleaseQuery.all(), new PageRequest(Integer.MAX_VALUE * 9L, 10, null));

    assertEquals(List.of(), page.items());
    assertEquals(1, page.total());
    assertEquals(null, page.nextCursor());
  }

  @Test
  void aPageGoesOnWhereItEndedWhateverWasAddedSince() {
    add("A", "B", "C", "D");
    var first = page(ReleaseQuery.all(), PageRequest.first(2));
    add("E");

    var second = page(ReleaseQuery.all(), new PageRequest(0, 2, first.nextCursor()));

    assertEquals(List.of("B", "A"), second.items().stream().map(Release::title).toList());
    assertEquals(5, second.total());
  }

  @ParameterizedTest
  @EnumSource
  void refusesACursorOfAnotherList(Sort sort) {
    add("A");
    var list = "releases:" + sort.code();
    var refused = new ArrayList<>(List.of(new Cursor(list, List.of())));
    refused.add(new Cursor(list, List.of("no", "id", "at", "all")));
    refused.add(Cursor.after(list, "\"; --", "no id"));
    refused.add(Cursor.after("episodes", 1, ids.next()));
    refused.add(Cursor.after("releases:oldest", ids.next()));

    for (var cursor : refused) {
      var thrown =
          assertThrows(
              DomainException.class,
              () -> page(sorted(sort), new PageRequest(0, 5, cursor)),
              cursor::toString);
      assertEquals(Cursor.foreign().error(), thrown.error());
    }
  }

  @Test
  void filtersMustAllHold() {
    var drama = samples.genre("Drama");
    var crime = samples.genre("Crime");
    var saga = samples.franchise("Saga");
    run(tx -> {
      tx.genres().add(List.of(drama));
      tx.genres().add(List.of(crime));
      tx.franchises().add(List.of(saga));
    });
    add("Plain");
    var both = Samples.fullDetails(Set.of(drama.id(), crime.id()), saga.id());
    var one = both.in(Set.of(crime.id()), null);
    var full = samples.release(both);
    var crimeOnly = samples.release(one);
    addAll(List.of(full, crimeOnly));

    assertEquals(List.of(full.id()), found(null, null, drama.id(), null, null));
    assertEquals(List.of(crimeOnly.id(), full.id()), found(null, null, crime.id(), null, null));
    assertEquals(List.of(full.id()), found(null, null, null, saga.id(), null));
    assertEquals(
        List.of(crimeOnly.id(), full.id()), found(null, ReleaseStatus.ONGOING, null, null, null));
    assertEquals(
        List.of(crimeOnly.id(), full.id()), found(null, null, null, null, "Tag,with{comma}"));
    assertEquals(
        List.of(full.id()), found("łódź", ReleaseStatus.ONGOING, crime.id(), saga.id(), "名"));
    assertEquals(List.of(), found(null, ReleaseStatus.HIATUS, crime.id(), null, null));
    assertEquals(List.of(), found(null, null, null, null, "Tag"));
    assertEquals(List.of(), found(null, null, new GenreId(ids.next()), null, null));
    assertEquals(List.of(), found(null, null, null, new FranchiseId(ids.next()), null));
    assertEquals(Map.of(drama.id(), 1L), read(tx -> tx.genres().releasesIn(List.of(drama.id()))));
    assertEquals(Map.of(crime.id(), 2L), read(tx -> tx.genres().releasesIn(List.of(crime.id()))));
  }

  @Test
  void filteredListsAreReadInPagesToo() {
    add(
        IntStream.range(0, 9)
            .mapToObj(number -> (number % 2 == 0 ? "Even " : "Odd ") + number)
            .toList());
    var query = new ReleaseQuery("even", null, null, null, null, Sort.TITLE);

    assertEquals(5, page(query, PageRequest.first(2)).total());
    assertEquals(
        List.of("Even 0", "Even 2", "Even 4", "Even 6", "Even 8"),
        inPages(2, request -> page(query, request)).stream().map(Release::title).toList());
  }

  @Test
  void searchFindsTheBeginningsOfWords() {
    add("Detective Conan", "The Constant Detective", "Silence");

    assertEquals(List.of("The Constant Detective", "Detective Conan"), search("con"));
    assertEquals(List.of("Detective Conan"), search("CONA det"));
    assertEquals(List.of("The Constant Detective"), search("detective the"));
    assertEquals(List.of(), search("tective"));
    assertEquals(List.of(), search("detective silence"));
  }

  @Test
  void searchDisregardsCaseAccentsAndWidth() {
    add("Gęślą jaźń", "ＦＵＬＬ width", "Straße");

    assertEquals(List.of("Gęślą jaźń"), search("gesla JAZN"));
    assertEquals(List.of("ＦＵＬＬ width"), search("full"));
    assertEquals(List.of("Straße"), search("straß"));
  }

  @Test
  void searchFindsAnyPartOfAScriptWithoutSpaces() {
    add("名探偵コナン", "探偵物語", "東京");

    assertEquals(List.of("探偵物語", "名探偵コナン"), search("探偵"));
    assertEquals(List.of("名探偵コナン"), search("偵コナ"));
    assertEquals(List.of("東京"), search("東"));
    assertEquals(List.of(), search("偵探"));
  }

  @Test
  void searchFindsAlternativeTitles() {
    var details =
        new ReleaseDetails(
            "Case Closed",
            null,
            Set.of(),
            null,
            null,
            ReleaseStatus.ONGOING,
            List.of(),
            null,
            null,
            null,
            List.of(new AlternativeTitle("ja", "名探偵コナン")),
            Map.of());
    var release = samples.release(details);
    addAll(List.of(release));

    assertEquals(List.of("Case Closed"), search("名探偵"));
    assertEquals(List.of("Case Closed"), search("closed コナン"));

    run(tx ->
        tx.releases()
            .replace(Map.of(release.id(), ReleaseDetails.titled("Renamed")), clock.instant()));
    assertEquals(List.of(), search("closed"));
    assertEquals(List.of("Renamed"), search("ren"));
  }

  @Test
  void searchTakesNoTextForAQuery() {
    add("It's 100% A & B | C ! (D) : E * F \\ ' \"");

    for (var typed : List.of("it's", "100%", "a & b", "c | !d", "e:*", "f \\", "'\" it", "(d)")) {
      assertEquals(1, search(typed).size(), typed);
    }
    assertEquals(List.of(), search("zzz | it"));
    assertEquals(List.of(), search("!zzz"));
    assertEquals(List.of(), search("?!"));
  }

  private List<NewRelease> add(String... titles) {
    return add(List.of(titles));
  }

  private List<NewRelease> add(List<String> titles) {
    return addAll(titles.stream().map(samples::release).toList());
  }

  private List<NewRelease> addAll(List<NewRelease> releases) {
    run(tx -> tx.releases().add(releases));
    return releases;
  }

  private static List<String> shuffled(List<String> titles) {
    var others = new ArrayList<>(titles);
    Collections.shuffle(others, new Random(5));
    return others;
  }

  private List<ViewEvent> views(ReleaseId release, int count, Duration ago) {
    return Stream.generate(() ->
            samples.view(
                release, null, Viewer.user(samples.user()), clock.instant().minus(ago), 600, 50))
        .limit(count)
        .toList();
  }

  private static ReleaseQuery sorted(Sort sort) {
    return new ReleaseQuery(null, null, null, null, null, sort);
  }

  private Page<Release> page(ReleaseQuery query, PageRequest request) {
    return read(tx -> tx.releases().page(query, request));
  }

  private List<String> titles(ReleaseQuery query) {
    return page(query, PageRequest.first(100)).items().stream().map(Release::title).toList();
  }

  private List<String> search(String typed) {
    return titles(new ReleaseQuery(typed, null, null, null, null, Sort.NEWEST));
  }

  private List<ReleaseId> found(
      @Nullable String typed,
      @Nullable ReleaseStatus status,
      @Nullable GenreId genre,
      @Nullable FranchiseId franchise,
      @Nullable String tag) {
    var query = new ReleaseQuery(typed, status, genre, franchise, tag, Sort.NEWEST);
    return page(query, PageRequest.first(100)).items().stream().map(Release::id).toList();
  }
}
