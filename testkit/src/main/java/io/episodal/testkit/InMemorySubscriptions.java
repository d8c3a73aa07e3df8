package io.episodal.testkit;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.subscription.Subscription;
import io.episodal.domain.subscription.SubscriptionId;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.subscription.port.out.Subscriptions;
import io.episodal.testkit.Rows.Follow;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Subscriptions as rows, of which each user has at most one for a target. */
final class InMemorySubscriptions implements Subscriptions {
  private static final Listing<Subscription, Instant> LATEST_FIRST =
      new Listing<>(
          "subscriptions",
          Subscription::createdAt,
          subscription -> subscription.id().value(),
          Comparator.naturalOrder(),
          false,
          Instant::parse);

  private final Supplier<Tables> tables;
  private final Clock clock;

  InMemorySubscriptions(Supplier<Tables> tables, Clock clock) {
    this.tables = tables;
    this.clock = clock;
  }

  static Stream<Subscription> active(Tables tables) {
    return tables.subscriptions.stream().filter(Subscription::active);
  }

  @Override
  public Optional<Subscription> activate(
      SubscriptionId id, UserId user, SubscriptionTarget target) {
    var to = tables.get();
    var follow = new Follow(user, target);
    var present = to.subscriptions.find(follow);
    if (present.filter(Subscription::active).isPresent()) {
      return Optional.empty();
    }
    var kept = present.map(Subscription::id).orElse(id);
    var subscription = new Subscription(kept, user, target, clock.instant(), true);
    to.subscriptions.put(follow, subscription);
    to.endedFollows.remove(follow);
    return Optional.of(subscription);
  }

  @Override
  public boolean deactivate(UserId user, SubscriptionId id) {
    var to = tables.get();
    var own =
        active(to)
            .filter(subscription -> subscription.user().equals(user))
            .filter(subscription -> subscription.id().equals(id))
            .findFirst();
    own.ifPresent(subscription -> end(to, subscription));
    return own.isPresent();
  }

  @Override
  public boolean exists(SubscriptionId id) {
    return active(tables.get()).anyMatch(subscription -> subscription.id().equals(id));
  }

  @Override
  public void deactivateAll(Collection<SubscriptionTarget> targets) {
    var to = tables.get();
    active(to)
        .filter(subscription -> targets.contains(subscription.target()))
        .toList()
        .forEach(subscription -> end(to, subscription));
  }

  @Override
  public Page<Subscription> page(UserId user, PageRequest request) {
    return LATEST_FIRST.page(
        active(tables.get()).filter(subscription -> subscription.user().equals(user)), request);
  }

  @Override
  public boolean targetExists(SubscriptionTarget target) {
    var from = tables.get();
    return switch (target) {
      case SubscriptionTarget.OfRelease(var id) -> InMemoryReleases.live(from, id).isPresent();
      case SubscriptionTarget.OfGenre(var id) -> from.genres.contains(id);
      case SubscriptionTarget.OfFranchise(var id) -> from.franchises.contains(id);
    };
  }

  @Override
  public Set<SubscriptionTarget> missing(Collection<SubscriptionTarget> targets) {
    return targets.stream()
        .filter(target -> !targetExists(target))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public long addAll(List<Subscription> subscriptions) {
    var to = tables.get();
    var added = 0L;
    for (var subscription : subscriptions) {
      var follow = new Follow(subscription.user(), subscription.target());
      if (!to.subscriptions.contains(follow) && targetExists(subscription.target())) {
        to.subscriptions.put(follow, subscription);
        added++;
      }
    }
    return added;
  }

  private void end(Tables to, Subscription subscription) {
    var follow = new Follow(subscription.user(), subscription.target());
    to.endedFollows.put(follow, clock.instant());
    to.subscriptions.put(
        follow,
        new Subscription(
            subscription.id(),
            subscription.user(),
            subscription.target(),
            subscription.createdAt(),
            false));
  }
}
