package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.Viewer;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.ReleaseStatus;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.recommendation.Recommendation;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.subscription.SubscriptionId;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.subscription.SubscriptionTarget.OfRelease;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Users who view and follow releases, and what one of them is recommended then. */
abstract class UsersWithTaste extends PersistenceContract {
  final UserId user = samples.user();

  /** As the job does it, in small portions. */
  final void relate() {
    note();
    Optional<ReleaseId> counted = Optional.empty();
    do {
      var after = counted;
      counted = write(tx -> tx.recommender().countTakers(after, 2));
    } while (counted.isPresent());
    Optional<ReleaseId> related = Optional.empty();
    do {
      var after = related;
      related = write(tx -> tx.recommender().relate(after, 2));
    } while (related.isPresent());
    run(tx -> tx.recommender().choosePopular());
  }

  final boolean noted(int most) {
    return write(tx -> tx.recommender().noteWatched(most));
  }

  final void note() {
    while (noted(1_000)) {
      // The next portion.
    }
  }

  final List<Recommendation> recommended() {
    return read(tx -> tx.recommender().page(user, PageRequest.first(PageRequest.MOST))).items();
  }

  static List<ReleaseId> releases(List<Recommendation> found) {
    return found.stream().map(Recommendation::release).toList();
  }

  final ReleaseId release(String title) {
    return release(title, Set.of(), null);
  }

  final ReleaseId release(String title, Set<GenreId> genres, @Nullable FranchiseId franchise) {
    var details =
        new ReleaseDetails(
            title,
            null,
            genres,
            franchise,
            null,
            ReleaseStatus.ONGOING,
            List.of(),
            null,
            null,
            null,
            List.of(),
            Map.of());
    var release = samples.release(details);
    run(tx -> tx.releases().add(List.of(release)));
    return release.id();
  }

  final GenreId genre(String name) {
    var genre = samples.genre(name);
    run(tx -> tx.genres().add(List.of(genre)));
    return genre.id();
  }

  final FranchiseId franchise(String name) {
    var franchise = samples.franchise(name);
    run(tx -> tx.franchises().add(List.of(franchise)));
    return franchise.id();
  }

  final void watch(UserId who, ReleaseId... releases) {
    run(tx ->
        tx.viewLog().append(Stream.of(releases).map(release -> view(who, release, 900)).toList()));
  }

  final void view(UserId who, ReleaseId release, int seconds, double completion) {
    run(tx ->
        tx.viewLog()
            .append(
                List.of(
                    samples.view(
                        release, null, Viewer.user(who), clock.instant(), seconds, completion))));
  }

  final ViewEvent view(UserId who, ReleaseId release, int seconds) {
    return samples.view(release, null, Viewer.user(who), clock.instant(), seconds, 80);
  }

  final void follow(UserId who, ReleaseId... releases) {
    subscribe(who, Stream.of(releases).map(OfRelease::new).toArray(SubscriptionTarget[]::new));
  }

  final void subscribe(UserId who, SubscriptionTarget... targets) {
    run(tx -> {
      for (var target : targets) {
        assertTrue(
            tx.subscriptions().activate(new SubscriptionId(ids.next()), who, target).isPresent());
      }
    });
  }

  final void unfollow(UserId who, ReleaseId release) {
    run(tx ->
        tx.subscriptions().page(who, PageRequest.first(PageRequest.MOST)).items().stream()
            .filter(each -> each.target().equals(new OfRelease(release)))
            .forEach(each -> assertTrue(tx.subscriptions().deactivate(who, each.id()))));
  }
}
