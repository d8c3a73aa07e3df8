package io.episodal.testkit;

import io.episodal.domain.analytics.Viewer;
import io.episodal.domain.catalog.Genre;
import io.episodal.domain.catalog.Release;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.ReleaseQuery;
import io.episodal.domain.catalog.ReleaseQuery.Sort;
import io.episodal.domain.catalog.ReleaseStatus;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.transaction.UnitOfWork;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Releases in one order, all of them or those that all filters let through. */
final class ChangingReleases extends ChangingList {
  private static final List<String> TITLES =
      List.of("Alpha moon", "alpha", "Moonbase", "名探偵 moon", "Луна moon", "Zeta");

  private final UnitOfWork unitOfWork;
  private final SettableClock clock;
  private final Samples samples;
  private final Genre genre;
  private final boolean filtered;
  private final ReleaseQuery query;

  ChangingReleases(
      UnitOfWork unitOfWork,
      SettableClock clock,
      Samples samples,
      Random random,
      Sort sort,
      boolean filtered) {
    super(random);
    this.unitOfWork = unitOfWork;
    this.clock = clock;
    this.samples = samples;
    this.filtered = filtered;
    genre = samples.genre("Genre");
    query =
        filtered
            ? new ReleaseQuery("moo", ReleaseStatus.ONGOING, genre.id(), null, "it's", sort)
            : new ReleaseQuery(null, null, null, null, null, sort);
    var now = clock.instant();
    unitOfWork.run(tx -> {
      tx.genres().add(List.of(genre));
      tx.viewLog().preparePartitions(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)));
    });
  }

  @Override
  Page<UUID> page(PageRequest request) {
    return ids(
        unitOfWork.read(tx -> tx.releases().page(query, request)), (Release r) -> r.id().value());
  }

  @Override
  void add() {
    var release = samples.release(details());
    unitOfWork.run(tx -> tx.releases().add(List.of(release)));
    if (isListed(release.details())) {
      came(release.id().value());
    }
  }

  @Override
  void remove(UUID id) {
    unitOfWork.run(tx -> tx.releases().markDeleted(List.of(new ReleaseId(id)), clock.instant()));
    left(id);
  }

  @Override
  void edit(UUID id) {
    var release = new ReleaseId(id);
    switch (random.nextInt(3)) {
      case 0 -> {
        var score = random.nextInt(4) * 12.3;
        unitOfWork.run(tx -> tx.figures().putScores(Map.of(release, score)));
        movedIf(query.sort() == Sort.POPULARITY, id);
      }
      case 1 -> {
        watch(release);
        movedIf(query.sort() == Sort.TRENDING, id);
      }
      default -> {
        var details = details();
        unitOfWork.run(tx -> tx.releases().replace(Map.of(release, details), clock.instant()));
        if (isListed(details)) {
          movedIf(query.sort() == Sort.TITLE, id);
        } else {
          left(id);
        }
      }
    }
  }

  private void movedIf(boolean moved, UUID id) {
    if (moved) {
      moved(id);
    }
  }

  private void watch(ReleaseId release) {
    var now = clock.instant();
    var view = samples.view(release, null, Viewer.user(samples.user()), now, 600, 50);
    unitOfWork.run(tx -> tx.viewLog().append(List.of(view)));
    unitOfWork.run(tx -> tx.rollUps().fold(now));
  }

  private ReleaseDetails details() {
    var likely = random.nextInt(4) > 0;
    return new ReleaseDetails(
        any(TITLES),
        null,
        likely ? Set.of(genre.id()) : Set.of(),
        null,
        null,
        random.nextInt(6) > 0 ? ReleaseStatus.ONGOING : ReleaseStatus.HIATUS,
        random.nextInt(6) > 0 ? List.of("other", "it's") : List.of("its"),
        null,
        null,
        null,
        List.of(),
        Map.of());
  }

  private boolean isListed(ReleaseDetails details) {
    return !filtered
        || (details.title().toLowerCase(Locale.ROOT).contains("moon")
            && details.genres().contains(genre.id())
            && details.status() == ReleaseStatus.ONGOING
            && details.tags().contains("it's"));
  }
}
