package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.catalog.ReleaseQuery.Sort;
import io.episodal.domain.notification.InboxFilter;
import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.PageRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is added, removed and edited while a list is read in pages by its cursors, all that
 * stayed in its place is read exactly once, and nothing else twice unless it moved.
 */
public abstract class CursorsContract extends PersistenceContract {
  private static final int AT_FIRST = 40;
  private static final int LARGEST_PAGE = 6;
  private static final int MOST_CHANGES = 4;
  private static final int PAGES_WITH_CHANGES = 40;
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L);

  static Stream<String> everyList() {
    return Stream.concat(
        Stream.of(Sort.values())
            .flatMap(sort -> Stream.of("releases by ", "filtered releases by ").map(sort(sort))),
        Stream.of(
            "episodes", "genres", "franchises", "subscriptions", "notifications", "unread ones"));
  }

  @ParameterizedTest
  @MethodSource("everyList")
  void whatStaysIsReadOnce(String name) {
    for (var seed : SEEDS) {
      var random = new Random(seed);
      openStore();
      var list = Objects.requireNonNull(lists().get(name)).apply(random);
      var pages = new ArrayList<List<UUID>>();
      try {
        read(list, random, pages);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(name + ", seed " + seed + ", failed after: " + pages, e);
      }
    }
  }

  private static void read(ChangingList list, Random random, List<List<UUID>> pages) {
    for (int i = 0; i < AT_FIRST; i++) {
      list.change();
      list.add();
    }
    list.forgetMoves();
    var atFirst = list.present();
    var seen = new HashSet<UUID>();
    Cursor cursor = null;
    do {
      var request = new PageRequest(0, 1 + random.nextInt(LARGEST_PAGE), cursor);
      var page = list.page(request);
      pages.add(page.items());
      assertEquals(list.present().size(), page.total(), "the total");
      assertTrue(list.present().containsAll(page.items()), "an item that is not in the list");
      assertTrue(page.items().size() <= request.limit(), "more than was asked for");
      for (var id : page.items()) {
        assertTrue(seen.add(id) || list.moved().contains(id), () -> id + " came twice");
      }
      cursor = page.nextCursor();
      if (pages.size() < PAGES_WITH_CHANGES) {
        random.ints(random.nextInt(MOST_CHANGES)).forEach(any -> list.change());
      } else {
        assertTrue(pages.size() < PAGES_WITH_CHANGES * 10, "the pages do not end");
      }
    } while (cursor != null);
    var stayed = new HashSet<>(atFirst);
    stayed.removeAll(list.moved());
    assertEquals(Set.of(), without(stayed, seen), "left out");
  }

  private static Set<UUID> without(Set<UUID> ids, Set<UUID> others) {
    var rest = new HashSet<>(ids);
    rest.removeAll(others);
    return rest;
  }

  private Map<String, Function<Random, ChangingList>> lists() {
    var all = new LinkedHashMap<String, Function<Random, ChangingList>>();
    for (var sort : Sort.values()) {
      all.put(sort(sort).apply("releases by "), random -> releases(random, sort, false));
      all.put(sort(sort).apply("filtered releases by "), random -> releases(random, sort, true));
    }
    all.put("episodes", random -> new ChangingEpisodes(unitOfWork(), clock, samples, random));
    all.put("genres", random -> ChangingNames.ofGenres(unitOfWork(), clock, samples, random));
    all.put(
        "franchises", random -> ChangingNames.ofFranchises(unitOfWork(), clock, samples, random));
    all.put("subscriptions", random -> new ChangingSubscriptions(unitOfWork(), clock, ids, random));
    all.put("notifications", random -> inbox(random, InboxFilter.ALL));
    all.put("unread ones", random -> inbox(random, InboxFilter.UNREAD));
    return all;
  }

  private ChangingList inbox(Random random, InboxFilter filter) {
    return new ChangingInbox(unitOfWork(), clock, ids, random, filter);
  }

  private ChangingList releases(Random random, Sort sort, boolean filtered) {
    return new ChangingReleases(unitOfWork(), clock, samples, random, sort, filtered);
  }

  private static Function<String, String> sort(Sort sort) {
    return text -> text + sort.code();
  }
}
