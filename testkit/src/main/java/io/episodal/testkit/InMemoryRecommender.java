package io.episodal.testkit;

import static java.util.stream.Collectors.toSet;

import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Cause;
import io.episodal.domain.notification.Cause.Deed;
import io.episodal.domain.notification.Reason;
import io.episodal.domain.recommendation.Likeness;
import io.episodal.domain.recommendation.Recommendation;
import io.episodal.domain.recommendation.port.out.Recommender;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.subscription.Subscription;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.subscription.SubscriptionTarget.OfFranchise;
import io.episodal.domain.subscription.SubscriptionTarget.OfGenre;
import io.episodal.domain.subscription.SubscriptionTarget.OfRelease;
import io.episodal.testkit.Rows.ReleaseRow;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Recommends from all deeds of all users, on reading; nothing has to be noted before. */
final class InMemoryRecommender implements Recommender {
  private static final int LIKED_GENRES = 3;
  private static final int TOLD = 2;

  private static final Listing<Recommendation, Double> STRONGEST_FIRST =
      new Listing<>(
          "recommendations",
          Recommendation::score,
          recommendation -> recommendation.release().value(),
          Comparator.naturalOrder(),
          false,
          Double::valueOf);

  private final Supplier<Tables> tables;

  InMemoryRecommender(Supplier<Tables> tables) {
    this.tables = tables;
  }

  @Override
  public boolean noteWatched(int most) {
    return false;
  }

  @Override
  public Optional<ReleaseId> countTakers(Optional<ReleaseId> after, int most) {
    return Optional.empty();
  }

  @Override
  public Optional<ReleaseId> relate(Optional<ReleaseId> after, int most) {
    return Optional.empty();
  }

  @Override
  public void choosePopular() {
    // The popular ones are looked for on reading.
  }

  @Override
  public Page<Recommendation> page(UserId user, PageRequest request) {
    return STRONGEST_FIRST.page(
        InMemoryReleases.live(tables.get())
            .filter(release -> !isKnown(tables.get(), user, release.id()))
            .filter(release -> !InMemoryPreferences.isMuted(tables.get(), user, release.id()))
            .flatMap(release -> recommendation(user, release).stream())
            .sorted(Comparator.comparingDouble(Recommendation::score).reversed())
            .limit(MOST),
        request);
  }

  private Optional<Recommendation> recommendation(UserId user, ReleaseRow release) {
    var pulls =
        leads(user).stream()
            .flatMap(lead -> pull(lead, release).stream())
            .sorted(
                Comparator.comparingDouble(Pull::likeness)
                    .thenComparing(pull -> pull.cause().target().value(), Order.BY_ID)
                    .reversed())
            .toList();
    var together = Likeness.together(pulls.stream().map(Pull::likeness).toList());
    var score = Likeness.score(together, share(user, release));
    return score == 0
        ? Optional.empty()
        : Optional.of(
            new Recommendation(
                release.id(),
                release.details().title(),
                new Reason(pulls.stream().map(Pull::cause).limit(TOLD).toList()),
                score));
  }

  /** How much a deed speaks for a release, if it does. */
  private Optional<Pull> pull(Lead lead, ReleaseRow release) {
    var popularity = tables.get().scores.getOrDefault(release.id(), 0.0);
    var likeness =
        switch (lead.cause().target()) {
          case OfRelease(var id) -> likeness(id, release.id());
          case OfGenre(var id) ->
              release.details().genres().contains(id)
                  ? Likeness.ofMember(Likeness.OF_GENRE, popularity)
                  : 0;
          case OfFranchise(var id) ->
              id.equals(release.details().franchise())
                  ? Likeness.ofMember(Likeness.OF_FRANCHISE, popularity)
                  : 0;
        };
    return likeness == 0
        ? Optional.empty()
        : Optional.of(new Pull(lead.cause(), lead.weight() * likeness));
  }

  private double likeness(ReleaseId one, ReleaseId other) {
    var takers = takers(one);
    var takersOfOther = takers(other);
    var shared = (double) takers.stream().filter(takersOfOther::contains).count();
    return shared == 0
        ? 0
        : Likeness.ofReleases(shared, takers.size(), takers.size(), takersOfOther.size());
  }

  /** What the user did that can lead to a release. */
  private List<Lead> leads(UserId user) {
    var followed = followed(user).map(target -> new Lead(cause(Deed.FOLLOWS, target), 1));
    var watched =
        engaged(user)
            .map(OfRelease::new)
            .filter(release -> followed(user).noneMatch(release::equals))
            .map(target -> new Lead(cause(Deed.WATCHED, target), 1));
    var liked =
        genreShares(user).entrySet().stream()
            .filter(genre -> followed(user).noneMatch(genre.getKey()::equals))
            .sorted(
                Map.Entry.<OfGenre, Double>comparingByValue()
                    .thenComparing(genre -> genre.getKey().value(), Order.BY_ID)
                    .reversed())
            .limit(LIKED_GENRES)
            .map(genre ->
                new Lead(cause(Deed.LIKES, genre.getKey()), genre.getValue() * Likeness.LIKED));
    return Stream.of(followed, watched, liked).flatMap(each -> each).toList();
  }

  private Cause cause(Deed deed, SubscriptionTarget target) {
    var from = tables.get();
    var title =
        switch (target) {
          case OfRelease(var id) -> from.releases.find(id).orElseThrow().details().title();
          case OfGenre(var id) -> from.genres.find(id).orElseThrow().name();
          case OfFranchise(var id) -> from.franchises.find(id).orElseThrow().name();
        };
    return new Cause(deed, target, title);
  }

  private double share(UserId user, ReleaseRow release) {
    var shares = genreShares(user);
    return taken(user).isEmpty() || release.details().genres().isEmpty()
        ? 1
        : release.details().genres().stream()
            .mapToDouble(genre -> shares.getOrDefault(new OfGenre(genre), 0.0))
            .max()
            .orElse(0);
  }

  /** Of the releases that the user took, how many are in a genre. */
  private Map<OfGenre, Double> genreShares(UserId user) {
    var taken = taken(user);
    var counts = new HashMap<OfGenre, Double>();
    for (var release : taken) {
      for (var genre : genres(release)) {
        counts.merge(genre, 1.0 / taken.size(), Double::sum);
      }
    }
    return counts;
  }

  private Collection<OfGenre> genres(ReleaseId release) {
    return InMemoryReleases.live(tables.get(), release)
        .map(row -> row.details().genres().stream().map(OfGenre::new).toList())
        .orElse(List.of());
  }

  private Set<ReleaseId> taken(UserId user) {
    return Stream.concat(
            engaged(user),
            followed(user).filter(OfRelease.class::isInstance).map(InMemoryRecommender::release))
        .collect(toSet());
  }

  private Set<UserId> takers(ReleaseId release) {
    var viewers =
        engagedViews()
            .filter(view -> view.release().equals(release))
            .map(view -> new UserId(view.viewer().key()));
    var followers =
        InMemorySubscriptions.active(tables.get())
            .filter(each -> each.target().equals(new OfRelease(release)))
            .map(Subscription::user);
    return Stream.concat(viewers, followers).collect(toSet());
  }

  private Stream<ReleaseId> engaged(UserId user) {
    return engagedViews()
        .filter(view -> view.viewer().key().equals(user.value()))
        .map(ViewEvent::release)
        .distinct();
  }

  private Stream<ViewEvent> engagedViews() {
    return tables.get().views.stream().filter(view -> view.viewer().signedIn() && view.engaged());
  }

  private Stream<SubscriptionTarget> followed(UserId user) {
    return InMemorySubscriptions.active(tables.get())
        .filter(each -> each.user().equals(user))
        .map(Subscription::target);
  }

  /** Whether the user watched, follows or followed it. */
  static boolean isKnown(Tables from, UserId user, ReleaseId release) {
    return from.subscriptions.contains(new Rows.Follow(user, new OfRelease(release)))
        || from.views.stream()
            .anyMatch(view ->
                view.viewer().signedIn()
                    && view.viewer().key().equals(user.value())
                    && view.release().equals(release));
  }

  private static ReleaseId release(SubscriptionTarget target) {
    return new ReleaseId(target.value());
  }

  /** Something that leads to releases, and how much it counts. */
  private record Lead(Cause cause, double weight) {}

  /** How much something speaks for one release. */
  private record Pull(Cause cause, double likeness) {}
}
