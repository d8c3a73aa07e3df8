package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Announcement;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.DeliveryPolicy.TypeLimit;
import io.episodal.domain.notification.DeliveryPolicy.TypeLimit.AtMost;
import io.episodal.domain.notification.DeliveryPolicy.TypeLimit.Exempt;
import io.episodal.domain.notification.InboxFilter;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.NotificationType;
import io.episodal.domain.shared.port.out.IdGenerator;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Does random things to a store and keeps its own, simpler account of what must be in the inboxes
 * afterwards. Not thread-safe.
 */
final class RandomHistory {
  private static final List<Map<NotificationType, TypeLimit>> TYPE_LIMITS =
      List.of(
          Map.of(),
          Map.of(
              NotificationType.NEW_EPISODE, new AtMost(2), NotificationType.DIGEST, new Exempt()),
          Map.of(NotificationType.NEW_RELEASE, new Exempt()));
  private static final Comparator<UserId> BY_LANE =
      Comparator.comparingInt(UserId::lane).thenComparing(UserId::value, Order.BY_ID);
  private static final int USERS = 8;
  private static final int LANES = 3;
  private static final int LONGEST_STEP = 5;
  private static final int LONGEST_PAUSE_MINUTES = 25;

  private final UnitOfWork unitOfWork;
  private final SettableClock clock;
  private final Random random;
  private final DeliveryPolicy policy;
  private final Newsroom newsroom;
  private final List<ExpectedInbox> inboxes;
  private final List<SubscriptionTarget> releases;
  private final List<SubscriptionTarget> groups;
  private final Map<Rows.Follow, Instant> follows = new HashMap<>();
  private final Map<Announcement, NotificationId> announced = new HashMap<>();
  private final List<NotificationId> retracted = new ArrayList<>();
  private final List<RunningFanOut> running = new ArrayList<>();
  private final List<String> actions = new ArrayList<>();

  RandomHistory(
      UnitOfWork unitOfWork,
      SettableClock clock,
      IdGenerator ids,
      Random random,
      DeliveryPolicy.Overflow overflow) {
    this.unitOfWork = unitOfWork;
    this.clock = clock;
    this.random = random;
    policy = new DeliveryPolicy(3, Duration.ofHours(1), overflow, any(TYPE_LIMITS));
    newsroom = new Newsroom(unitOfWork, clock, ids);
    var samples = new Samples(clock, ids);
    inboxes =
        IntStream.range(0, USERS)
            .mapToObj(number -> samples.userInLane(20 + number % LANES))
            .map(user -> new ExpectedInbox(user, policy, announced, retracted))
            .toList();
    releases = List.of(newsroom.aRelease(), newsroom.aRelease());
    groups =
        List.of(
            new SubscriptionTarget.OfGenre(new GenreId(ids.next())),
            new SubscriptionTarget.OfFranchise(new FranchiseId(ids.next())));
  }

  /** Does one random thing and compares the inboxes with what they should be. */
  void act() {
    switch (random.nextInt(20)) {
      case 0, 1, 2 -> followOrStop();
      case 3, 4, 5 -> announce();
      case 6, 7, 8, 9 -> step();
      case 10, 11 -> letTimePass();
      case 12 -> read();
      case 13 -> hide();
      case 14 -> retract();
      case 15 -> archive();
      case 16 -> bringBack();
      case 17 -> readUpTo();
      case 18 -> readAll();
      default -> tellDigests();
    }
    compareFiltered(any(inboxes), filter());
  }

  /** Lets all work end and checks that nobody was left out. */
  void end() {
    while (!running.isEmpty()) {
      step();
    }
    do {
      // stamps may be some ticks ahead of the clock
      clock.advance(policy.window().plusSeconds(1));
      tellDigests();
    } while (!newsroom.lanesWithDueDigests().isEmpty());
    clock.advance(policy.window());
    assertEquals(Set.of(), newsroom.lanesWithDueDigests());
    for (var inbox : inboxes) {
      compareFiltered(inbox, filter());
      inbox.assertNothingLost();
    }
  }

  @Override
  public String toString() {
    return String.join("; ", actions);
  }

  private void followOrStop() {
    var user = any(inboxes).user();
    var target = any(random.nextBoolean() ? releases : groups);
    var follow = new Rows.Follow(user, target);
    if (follows.containsKey(follow)) {
      actions.add("stop");
      follows.remove(follow);
      assertTrue(newsroom.unfollow(user, target));
    } else {
      actions.add("follow");
      follows.put(follow, clock.instant());
      newsroom.follow(user, target);
    }
  }

  private void announce() {
    actions.add("announce");
    if (random.nextInt(4) == 0) {
      var release = new ReleaseId(newsroom.aRelease().value());
      announce(new Announcement.NewRelease(release, "New"), Set.copyOf(groups));
    } else {
      var release = any(releases);
      announce(newsroom.nextEpisodes(release, 1 + random.nextInt(3)), Set.of(release));
    }
  }

  private void announce(Announcement announcement, Set<SubscriptionTarget> targets) {
    var event = newsroom.record(announcement);
    announced.put(announcement, event);
    running.add(new RunningFanOut(event, targets, clock.instant(), LanePosition.before(0)));
  }

  private void step() {
    if (running.isEmpty()) {
      return;
    }
    var fanOut = any(running);
    var most = 1 + random.nextInt(LONGEST_STEP);
    actions.add("step of " + most);
    var audience = audience(fanOut);
    var expected = audience.subList(0, Math.min(most, audience.size()));

    var done =
        newsroom.step(fanOut.event, fanOut.targets, fanOut.since, fanOut.after, most, policy);

    assertEquals(expected.size(), done.processed());
    assertEquals(
        0,
        switch (policy.overflow()) {
          case DIGEST -> done.skipped();
          case SKIP -> done.digested();
        });
    expected.forEach(inbox -> inbox.expect(fanOut.event));
    running.remove(fanOut);
    var reached = done.reached();
    if (reached == null) {
      assertEquals(expected, audience, "the fan-out ended too early");
    } else {
      assertEquals(expected.getLast().user(), reached.user());
      running.add(new RunningFanOut(fanOut.event, fanOut.targets, fanOut.since, reached));
    }
    compare();
    if (policy.overflow() == DeliveryPolicy.Overflow.SKIP) {
      expected.forEach(inbox -> inbox.acceptSkipped(fanOut.event, clock.instant()));
    }
  }

  /** The inboxes that a fan-out has yet to reach, in its order. */
  private List<ExpectedInbox> audience(RunningFanOut fanOut) {
    return inboxes.stream()
        .filter(inbox -> fanOut.targets.stream().anyMatch(target -> isTold(inbox, target, fanOut)))
        .filter(inbox -> BY_LANE.compare(inbox.user(), fanOut.after.user()) > 0)
        .sorted(Comparator.comparing(ExpectedInbox::user, BY_LANE))
        .toList();
  }

  private boolean isTold(ExpectedInbox inbox, SubscriptionTarget target, RunningFanOut fanOut) {
    var since = follows.get(new Rows.Follow(inbox.user(), target));
    return since != null && !since.isAfter(fanOut.since);
  }

  private void letTimePass() {
    var minutes = random.nextInt(LONGEST_PAUSE_MINUTES);
    actions.add(minutes + " minutes");
    clock.advance(Duration.ofMinutes(minutes));
  }

  private void read() {
    var inbox = any(inboxes);
    inbox.any(random).ifPresent(id -> read(inbox, id));
  }

  private void read(ExpectedInbox inbox, NotificationId id) {
    actions.add("read");
    boolean found = unitOfWork.write(tx -> tx.inbox().markRead(inbox.user(), id, clock.instant()));
    assertTrue(found);
    inbox.markRead(id);
    compare(inbox);
  }

  private void hide() {
    var inbox = any(inboxes);
    inbox.any(random).ifPresent(id -> hide(inbox, id));
  }

  private void hide(ExpectedInbox inbox, NotificationId id) {
    actions.add("hide");
    boolean found = unitOfWork.write(tx -> tx.inbox().hide(inbox.user(), id, clock.instant()));
    assertTrue(found);
    inbox.hide(id);
    compare(inbox);
  }

  private void archive() {
    var inbox = any(inboxes);
    inbox.any(random).ifPresent(id -> archive(inbox, id));
  }

  private void archive(ExpectedInbox inbox, NotificationId id) {
    actions.add("archive");
    boolean found = unitOfWork.write(tx -> tx.inbox().archive(inbox.user(), id, clock.instant()));
    assertTrue(found);
    inbox.archive(id);
    compare(inbox);
  }

  private void bringBack() {
    var inbox = any(inboxes);
    inbox.any(random).ifPresent(id -> bringBack(inbox, id));
  }

  private void bringBack(ExpectedInbox inbox, NotificationId id) {
    actions.add("bring back");
    boolean found = unitOfWork.write(tx -> tx.inbox().bringBack(inbox.user(), id));
    assertTrue(found);
    inbox.bringBack(id);
    compare(inbox);
  }

  /** The last one may have been deleted or retracted; its place is known all the same. */
  private void readUpTo() {
    var inbox = any(inboxes);
    inbox.anyDelivered(random).ifPresent(id -> readUpTo(inbox, id));
  }

  private void readUpTo(ExpectedInbox inbox, NotificationId id) {
    actions.add("read up to");
    unitOfWork.run(tx -> {
      var place = tx.inbox().placeOf(inbox.user(), id).orElseThrow();
      tx.inbox().markReadUpTo(inbox.user(), place, clock.instant());
    });
    inbox.markReadUpTo(id);
    compare(inbox);
  }

  private void readAll() {
    actions.add("read all");
    var inbox = any(inboxes);
    unitOfWork.run(tx -> tx.inbox().markAllRead(inbox.user(), clock.instant()));
    inbox.markAllRead();
    compare(inbox);
  }

  /** Retracts episodes; what is left of its fan-out is dropped, as the engine does. */
  private void retract() {
    var episodes =
        announced.keySet().stream()
            .filter(Announcement.NewEpisodes.class::isInstance)
            .map(Announcement.NewEpisodes.class::cast)
            .sorted(Comparator.comparingInt(told -> told.last().number()))
            .toList();
    if (episodes.isEmpty()) {
      return;
    }
    actions.add("retract");
    var event = Objects.requireNonNull(announced.get(any(episodes)));
    newsroom.retract(event);
    retracted.add(event);
    running.removeIf(fanOut -> fanOut.event.equals(event));
    compare();
  }

  private void tellDigests() {
    actions.add("digests");
    newsroom.tellDigests(policy);
    assertEquals(Set.of(), newsroom.lanesWithDueDigests());
    compare();
  }

  private void compare() {
    inboxes.forEach(this::compare);
  }

  private void compare(ExpectedInbox inbox) {
    inbox.compare(newsroom.inbox(inbox.user()));
  }

  private void compareFiltered(ExpectedInbox inbox, InboxFilter filter) {
    inbox.compareCounts(unitOfWork, filter);
    inbox.compare(newsroom.list(inbox.user(), filter), filter);
  }

  private InboxFilter filter() {
    var types = new HashSet<NotificationType>();
    for (var type : NotificationType.values()) {
      if (random.nextInt(3) == 0) {
        types.add(type);
      }
    }
    return new InboxFilter(random.nextBoolean(), random.nextBoolean(), types);
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private record RunningFanOut(
      NotificationId event, Set<SubscriptionTarget> targets, Instant since, LanePosition after) {}
}
