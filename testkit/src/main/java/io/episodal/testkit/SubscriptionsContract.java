package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.subscription.Subscription;
import io.episodal.domain.subscription.SubscriptionId;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.subscription.SubscriptionTarget.OfFranchise;
import io.episodal.domain.subscription.SubscriptionTarget.OfGenre;
import io.episodal.domain.subscription.SubscriptionTarget.OfRelease;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who follows what. */
public abstract class SubscriptionsContract extends PersistenceContract {
  private UserId user;
  private SubscriptionTarget target;

  @BeforeEach
  void addTarget() {
    user = samples.user();
    target = aRelease();
  }

  @Test
  void aSubscriptionIsStampedByTheStore() {
    var id = new SubscriptionId(ids.next());

    var subscription = write(tx -> tx.subscriptions().activate(id, user, target));

    var expected = new Subscription(id, user, target, clock.instant(), true);
    assertEquals(Optional.of(expected), subscription);
    assertEquals(List.of(expected), list(user));
    assertTrue(exists(id));
  }

  @Test
  void followingTwiceIsNothingNew() {
    var first = follow(user, target).orElseThrow();
    clock.advance(Duration.ofHours(1));

    assertEquals(Optional.empty(), follow(user, target));
    assertEquals(List.of(first), list(user));
  }

  @Test
  void whoStopsFollowsNoMore() {
    var subscription = follow(user, target).orElseThrow();

    assertTrue(stop(user, subscription.id()));

    assertEquals(List.of(), list(user));
    assertFalse(exists(subscription.id()));
    assertFalse(stop(user, subscription.id()));
  }

  @Test
  void whoBeginsAgainRevivesTheSubscription() {
    var first = follow(user, target).orElseThrow();
    stop(user, first.id());
    clock.advance(Duration.ofHours(1));

    var again = follow(user, target).orElseThrow();

    assertEquals(new Subscription(first.id(), user, target, clock.instant(), true), again);
    assertEquals(List.of(again), list(user));
  }

  @Test
  void nobodyEndsTheSubscriptionOfAnother() {
    var subscription = follow(user, target).orElseThrow();

    assertFalse(stop(samples.user(), subscription.id()));
    assertFalse(stop(user, new SubscriptionId(ids.next())));

    assertEquals(List.of(subscription), list(user));
    assertFalse(exists(new SubscriptionId(ids.next())));
  }

  @Test
  void usersAndKindsOfTargetsAreApart() {
    var id = ids.next();
    var other = samples.user();
    var targets =
        List.of(
            new OfRelease(new ReleaseId(id)),
            new OfGenre(new GenreId(id)),
            new OfFranchise(new FranchiseId(id)));

    targets.forEach(each -> assertTrue(follow(user, each).isPresent()));
    targets.forEach(each -> assertTrue(follow(other, each).isPresent()));

    assertEquals(
        Set.copyOf(targets), Set.copyOf(list(user).stream().map(Subscription::target).toList()));
    assertEquals(3, list(other).size());
  }

  @Test
  void allFollowersOfATargetCanBeEnded() {
    var other = samples.user();
    follow(user, target);
    follow(other, target);
    var kept = follow(user, aRelease()).orElseThrow();

    run(tx -> tx.subscriptions().deactivateAll(List.of(target)));

    assertEquals(List.of(kept), list(user));
    assertEquals(List.of(), list(other));
    assertEquals(0, read(tx -> tx.fanOut().audience(Set.of(target), clock.instant())).longValue());
  }

  @Test
  void areListedTheLatestFirstInPages() {
    for (int i = 0; i < 11; i++) {
      follow(user, aRelease());
      clock.advance(Duration.ofSeconds(i % 3));
    }
    follow(samples.user(), target);

    var all = list(user);

    assertEquals(
        all.stream()
            .sorted(
                Comparator.comparing(Subscription::createdAt)
                    .thenComparing(subscription -> subscription.id().value(), Order.BY_ID)
                    .reversed())
            .toList(),
        all);
    assertEquals(all, inPages(3, request -> page(user, request)));
    var middle = page(user, new PageRequest(4, 3, null));
    assertEquals(all.subList(4, 7), middle.items());
    assertEquals(11, middle.total());
  }

  @Test
  void refuseACursorOfAnotherList() {
    for (var cursor :
        List.of(
            Cursor.after("notifications", clock.instant(), ids.next()),
            Cursor.after("subscriptions", "yesterday", ids.next()),
            Cursor.after("subscriptions", clock.instant(), "no id"),
            new Cursor("subscriptions", List.of()))) {
      var refused =
          assertThrows(DomainException.class, () -> page(user, new PageRequest(0, 5, cursor)));
      assertEquals(Cursor.foreign().error(), refused.error());
    }
  }

  @Test
  void aTargetExistsUntilItIsDeleted() {
    var release = samples.release("Release");
    var genre = samples.genre("Genre");
    var franchise = samples.franchise("Franchise");
    run(tx -> {
      tx.releases().add(List.of(release));
      tx.genres().add(List.of(genre));
      tx.franchises().add(List.of(franchise));
    });
    var targets =
        List.of(
            new OfRelease(release.id()), new OfGenre(genre.id()), new OfFranchise(franchise.id()));

    assertEquals(List.of(true, true, true), exist(targets));
    run(tx -> {
      tx.releases().markDeleted(List.of(release.id()), clock.instant());
      tx.genres().remove(List.of(genre.id()));
      tx.franchises().remove(List.of(franchise.id()));
    });
    assertEquals(List.of(false, false, false), exist(targets));
  }

  @Test
  void thoseFromElsewhereAreAddedUnlessTheyExist() {
    var ended = follow(samples.user(), target).orElseThrow();
    stop(ended.user(), ended.id());
    var present = follow(samples.user(), target).orElseThrow();
    var fresh = subscription(user, target);
    var all =
        List.of(
            fresh,
            subscription(user, target),
            subscription(ended.user(), target),
            subscription(present.user(), target),
            subscription(user, new OfRelease(new ReleaseId(ids.next()))));

    assertEquals(1, write(tx -> tx.subscriptions().addAll(all)).longValue());
    assertEquals(0, write(tx -> tx.subscriptions().addAll(all)).longValue());
    assertEquals(0, write(tx -> tx.subscriptions().addAll(List.of())).longValue());

    assertEquals(List.of(fresh), list(user));
    assertEquals(List.of(present), list(present.user()));
    assertEquals(List.of(), list(ended.user()));
    assertEquals(2, read(tx -> tx.fanOut().audience(Set.of(target), clock.instant())).longValue());
  }

  @Test
  void ofRacingFollowsOneBegins() {
    var begun = Race.of(4, thread -> () -> follow(user, target));

    assertEquals(1, begun.stream().filter(Optional::isPresent).count());
    assertEquals(1, list(user).size());
  }

  @Test
  void ofRacingRevivalsOneBegins() {
    stop(user, follow(user, target).orElseThrow().id());

    var begun = Race.of(4, thread -> () -> follow(user, target));

    assertEquals(1, begun.stream().filter(Optional::isPresent).count());
  }

  @Test
  void ofRacingStopsOneEnds() {
    var id = follow(user, target).orElseThrow().id();

    var ended = Race.of(4, thread -> () -> stop(user, id));

    assertEquals(1, Collections.frequency(ended, true));
  }

  private OfRelease aRelease() {
    var release = samples.release("Release");
    run(tx -> tx.releases().add(List.of(release)));
    return new OfRelease(release.id());
  }

  private Subscription subscription(UserId follower, SubscriptionTarget followed) {
    return new Subscription(
        new SubscriptionId(ids.next()), follower, followed, clock.instant(), true);
  }

  private Optional<Subscription> follow(UserId follower, SubscriptionTarget followed) {
    return write(
        tx -> tx.subscriptions().activate(new SubscriptionId(ids.next()), follower, followed));
  }

  private boolean stop(UserId follower, SubscriptionId id) {
    return write(tx -> tx.subscriptions().deactivate(follower, id));
  }

  private boolean exists(SubscriptionId id) {
    return read(tx -> tx.subscriptions().exists(id));
  }

  private List<Boolean> exist(List<? extends SubscriptionTarget> targets) {
    return targets.stream()
        .map(each -> write(tx -> tx.subscriptions().targetExists(each)))
        .toList();
  }

  private Page<Subscription> page(UserId follower, PageRequest request) {
    return read(tx -> tx.subscriptions().page(follower, request));
  }

  private List<Subscription> list(UserId follower) {
    return page(follower, PageRequest.first(100)).items();
  }
}
