package io.episodal.testkit;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.port.out.FanOut;
import io.episodal.domain.shared.port.out.IdGenerator;
import io.episodal.domain.subscription.Subscription;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.testkit.Rows.InboxRow;
import io.episodal.testkit.Rows.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Delivers user by user, in the order of lanes, by the rules as they are told. */
final class InMemoryFanOut implements FanOut {
  private static final Comparator<UserId> BY_LANE =
      Comparator.comparingInt(UserId::lane).thenComparing(UserId::value, Order.BY_ID);

  private static final Duration TICK = Duration.ofNanos(1_000);

  private final Supplier<Tables> tables;
  private final Clock clock;
  private final Consumer<Set<Integer>> signal;

  /**
   * One that delivers into tables.
   *
   * @param signal takes the lanes in which something was delivered
   */
  InMemoryFanOut(Supplier<Tables> tables, Clock clock, Consumer<Set<Integer>> signal) {
    this.tables = tables;
    this.clock = clock;
    this.signal = signal;
  }

  @Override
  public long audience(Set<SubscriptionTarget> targets, Instant since) {
    return followers(targets, since).count();
  }

  @Override
  public Delivered deliver(Step step, DeliveryPolicy policy) {
    var users =
        followers(step.targets(), step.since())
            .filter(user -> user.lane() <= step.lastLane() && isAfter(user, step.after()))
            .sorted(BY_LANE)
            .limit(step.most())
            .toList();
    var stamps = new HashMap<Integer, Instant>();
    long notified = 0;
    long heldBack = 0;
    for (var user : users) {
      var stamp = stamps.computeIfAbsent(user.lane(), this::stamp);
      if (policy.allows(delivered(user), stamp)) {
        putInbox(user, new InboxRow(step.event(), null, stamp, null, null));
        notified++;
      } else {
        heldBack++;
        if (policy.overflow() == DeliveryPolicy.Overflow.DIGEST) {
          hold(user, step.event(), policy);
        }
      }
    }
    signal.accept(Set.copyOf(stamps.keySet()));
    var reached = users.size() < step.most() ? null : position(users.getLast());
    return switch (policy.overflow()) {
      case DIGEST -> new Delivered(notified, heldBack, 0, reached);
      case SKIP -> new Delivered(notified, 0, heldBack, reached);
    };
  }

  @Override
  public long deliverDigests(int lane, DeliveryPolicy policy, IdGenerator ids, int most) {
    var users = usersWithDueItems().filter(user -> user.lane() == lane).limit(most).toList();
    var stamp = stamp(lane);
    users.forEach(user -> deliverDigest(user, stamp, policy, ids));
    signal.accept(Set.of(lane));
    return users.size();
  }

  @Override
  public Set<Integer> lanesWithDueDigests() {
    return usersWithDueItems().map(UserId::lane).collect(Collectors.toUnmodifiableSet());
  }

  private Stream<UserId> followers(Set<SubscriptionTarget> targets, Instant since) {
    return InMemorySubscriptions.active(tables.get())
        .filter(subscription -> targets.contains(subscription.target()))
        .filter(subscription -> !subscription.createdAt().isAfter(since))
        .map(Subscription::user)
        .distinct();
  }

  private static boolean isAfter(UserId user, LanePosition place) {
    return user.lane() != place.lane()
        ? user.lane() > place.lane()
        : Order.BY_ID.compare(user.value(), place.user().value()) > 0;
  }

  private static LanePosition position(UserId user) {
    return new LanePosition(user.lane(), user);
  }

  /** A time later than any that was given out in the lane. */
  private Instant stamp(int lane) {
    var to = tables.get();
    var now = clock.instant();
    var stamp =
        to.laneStamps
            .find(lane)
            .filter(last -> !last.isBefore(now))
            .map(last -> last.plus(TICK))
            .orElse(now);
    to.laneStamps.put(lane, stamp);
    return stamp;
  }

  private List<Instant> delivered(UserId user) {
    return tables.get().inboxes.getOrDefault(user, List.of()).stream()
        .map(InboxRow::deliveredAt)
        .toList();
  }

  private void putInbox(UserId user, InboxRow row) {
    var to = tables.get();
    to.inboxes.put(user, with(to.inboxes.getOrDefault(user, List.of()), row));
  }

  private void hold(UserId user, NotificationId event, DeliveryPolicy policy) {
    var to = tables.get();
    var item = new Waiting(event, policy.nextSlot(delivered(user)));
    to.waiting.put(user, with(to.waiting.getOrDefault(user, List.of()), item));
  }

  private Stream<UserId> usersWithDueItems() {
    var from = tables.get();
    var now = clock.instant();
    return from.waiting.keys().stream()
        .filter(user ->
            from.waiting.getOrDefault(user, List.of()).stream()
                .anyMatch(item -> !item.dueAt().isAfter(now)))
        .sorted(BY_LANE);
  }

  private void deliverDigest(UserId user, Instant stamp, DeliveryPolicy policy, IdGenerator ids) {
    var to = tables.get();
    var items = to.waiting.getOrDefault(user, List.of());
    var delivered = delivered(user);
    if (!policy.allows(delivered, stamp)) {
      var slot = policy.nextSlot(delivered);
      to.waiting.put(user, items.stream().map(item -> new Waiting(item.event(), slot)).toList());
      return;
    }
    var told = digest(items);
    if (told != null) {
      putInbox(user, new InboxRow(new NotificationId(ids.next()), told, stamp, null, null));
    }
    to.waiting.remove(user);
  }

  /** The events of these items that still stand, the oldest first; null if there is none. */
  private @Nullable List<NotificationId> digest(List<Waiting> items) {
    var from = tables.get();
    var told =
        items.stream()
            .map(Waiting::event)
            .filter(id -> from.events.find(id).filter(e -> !e.retracted()).isPresent())
            .sorted(Comparator.comparing(NotificationId::value, Order.BY_ID))
            .toList();
    return told.isEmpty() ? null : told;
  }

  private static <T> List<T> with(List<T> list, T item) {
    return Stream.concat(list.stream(), Stream.of(item)).toList();
  }
}
