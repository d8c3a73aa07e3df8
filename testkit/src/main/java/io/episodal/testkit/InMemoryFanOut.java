package io.episodal.testkit;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.NotificationType;
import io.episodal.domain.notification.port.out.FanOut;
import io.episodal.domain.shared.port.out.IdGenerator;
import io.episodal.domain.subscription.Subscription;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.testkit.Rows.InboxRow;
import io.episodal.testkit.Rows.Waiting;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
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

  private final Supplier<Tables> tables;
  private final Clock clock;
  private final Deliveries deliveries;
  private final Consumer<Set<Integer>> signal;

  /**
   * One that delivers into tables.
   *
   * @param signal takes the lanes in which something was delivered
   */
  InMemoryFanOut(Supplier<Tables> tables, Clock clock, Consumer<Set<Integer>> signal) {
    this.tables = tables;
    this.clock = clock;
    this.deliveries = new Deliveries(tables, clock);
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
    var done = new Delivered(0, 0, 0, reached(users, step.most()));
    for (var user : users) {
      var stamp = stamps.computeIfAbsent(user.lane(), deliveries::stamp);
      done = Newsroom.sum(done, deliver(user, stamp, step.event(), policy));
    }
    signal.accept(Set.copyOf(stamps.keySet()));
    return done;
  }

  private static @Nullable LanePosition reached(List<UserId> users, int most) {
    return users.size() < most ? null : new LanePosition(users.getLast().lane(), users.getLast());
  }

  private Delivered deliver(
      UserId user, Instant stamp, NotificationId event, DeliveryPolicy policy) {
    var from = tables.get();
    var type = from.events.find(event).orElseThrow().announcement().type();
    var slot = policy.waitsUntil(type, deliveries.told(user), stamp);
    if (isMuted(user, event)) {
      return new Delivered(0, 0, 0, 1, null);
    }
    if (slot.isEmpty()) {
      deliveries.put(user, InboxRow.of(event, type, stamp));
      return new Delivered(1, 0, 0, null);
    }
    if (policy.overflow() == DeliveryPolicy.Overflow.SKIP) {
      return new Delivered(0, 0, 1, null);
    }
    if (wantsNoDigests(user)) {
      return new Delivered(0, 0, 0, 1, null);
    }
    hold(user, new Waiting(event, stamp, slot.get()));
    return new Delivered(0, 1, 0, null);
  }

  private boolean isMuted(UserId user, NotificationId event) {
    var from = tables.get();
    var told = from.events.find(event).orElseThrow().announcement();
    return InMemoryPreferences.isSilenced(from, user, told.type(), told.release());
  }

  private boolean wantsNoDigests(UserId user) {
    return InMemoryPreferences.of(tables.get(), user).off().contains(NotificationType.DIGEST);
  }

  @Override
  public long deliverDigests(int lane, DeliveryPolicy policy, IdGenerator ids, int most) {
    var users = usersWithDueItems().filter(user -> user.lane() == lane).limit(most).toList();
    var stamp = deliveries.stamp(lane);
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

  private void hold(UserId user, Waiting item) {
    var to = tables.get();
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
    var later =
        digestFrom(user, items, stamp)
            .filter(from -> from.isAfter(stamp))
            .or(() -> policy.waitsUntil(NotificationType.DIGEST, deliveries.told(user), stamp));
    if (later.isPresent()) {
      to.waiting.put(user, items.stream().map(item -> item.until(later.get())).toList());
      return;
    }
    var told = digest(user, items);
    if (told != null) {
      deliveries.put(user, InboxRow.digest(new NotificationId(ids.next()), told, stamp));
    }
    to.waiting.remove(user);
  }

  /** When the user wants a digest of what is due. */
  private Optional<Instant> digestFrom(UserId user, List<Waiting> items, Instant stamp) {
    return items.stream()
        .filter(item -> !item.dueAt().isAfter(stamp))
        .map(Waiting::heldAt)
        .min(Comparator.naturalOrder())
        .map(held -> InMemoryPreferences.of(tables.get(), user).digestFrom(held, stamp));
  }

  /** The events of these items that are still of interest, the oldest first; null without any. */
  private @Nullable List<NotificationId> digest(UserId user, List<Waiting> items) {
    var from = tables.get();
    var told =
        items.stream()
            .map(Waiting::event)
            .filter(id -> from.events.find(id).filter(e -> !e.retracted()).isPresent())
            .filter(id -> !isMuted(user, id))
            .sorted(Comparator.comparing(NotificationId::value, Order.BY_ID))
            .toList();
    return told.isEmpty() || wantsNoDigests(user) ? null : told;
  }

  private static <T> List<T> with(List<T> list, T item) {
    return Stream.concat(list.stream(), Stream.of(item)).toList();
  }
}
