package io.episodal.testkit;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Content.Recommended;
import io.episodal.domain.notification.Content.Why;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.NotificationType;
import io.episodal.domain.recommendation.Delivery;
import io.episodal.domain.recommendation.Recommendation;
import io.episodal.domain.recommendation.port.out.RecommendationPost;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.shared.port.out.IdGenerator;
import io.episodal.domain.subscription.Subscription;
import io.episodal.testkit.Rows.InboxRow;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Sends recommendations user by user. */
final class InMemoryRecommendationPost implements RecommendationPost {
  private static final NotificationType TYPE = NotificationType.RECOMMENDATION;

  private final Supplier<Tables> tables;
  private final Deliveries deliveries;
  private final Consumer<Set<Integer>> signal;

  InMemoryRecommendationPost(Supplier<Tables> tables, Clock clock, Consumer<Set<Integer>> signal) {
    this.tables = tables;
    this.deliveries = new Deliveries(tables, clock);
    this.signal = signal;
  }

  @Override
  public Sent sendNext(LanePosition after, DeliveryPolicy policy, IdGenerator ids, int most) {
    var users =
        usersWithTaste()
            .filter(user -> user.lane() == after.lane())
            .filter(user -> Order.BY_ID.compare(user.value(), after.user().value()) > 0)
            .sorted(Comparator.comparing(UserId::value, Order.BY_ID))
            .limit(most)
            .toList();
    var stamp = deliveries.stamp(after.lane());
    var sent = users.stream().filter(user -> sendBest(user, stamp, policy, ids)).count();
    if (sent > 0) {
      signal.accept(Set.of(after.lane()));
    }
    return new Sent(
        sent, users.size() < most ? null : new LanePosition(after.lane(), users.getLast()));
  }

  private Stream<UserId> usersWithTaste() {
    var from = tables.get();
    var viewers =
        from.views.stream()
            .filter(view -> view.viewer().signedIn())
            .map(view -> new UserId(view.viewer().key()));
    var followers = InMemorySubscriptions.active(from).map(Subscription::user);
    return Stream.concat(viewers, followers).distinct();
  }

  private boolean sendBest(UserId user, Instant stamp, DeliveryPolicy policy, IdGenerator ids) {
    var since = stamp.minus(PAUSE);
    var had = deliveries.told(user);
    var waits =
        InMemoryPreferences.of(tables.get(), user).off().contains(TYPE)
            || had.stream().anyMatch(told -> told.type() == TYPE && told.at().isAfter(since))
            || !policy.allows(TYPE, had, stamp);
    var best = waits ? Optional.<Recommended>empty() : best(user);
    best.ifPresent(what ->
        deliveries.put(user, InboxRow.recommended(new NotificationId(ids.next()), what, stamp)));
    return best.isPresent();
  }

  /** What most speaks for, of what was not sent. */
  private Optional<Recommended> best(UserId user) {
    var sent =
        deliveries.rows(user).stream()
            .flatMap(row -> Stream.ofNullable(row.recommended()))
            .map(Recommended::release)
            .toList();
    return new InMemoryRecommender(tables)
        .page(user, PageRequest.first(PageRequest.MOST)).items().stream()
            .filter(found -> !sent.contains(found.release()))
            .findFirst()
            .map(InMemoryRecommendationPost::content);
  }

  private static Recommended content(Recommendation found) {
    return new Recommended(found.release(), found.releaseTitle(), new Why.Deeds(found.reason()));
  }

  @Override
  public Delivery send(UserId user, NotificationId id, Recommended what, DeliveryPolicy policy) {
    var from = tables.get();
    if (InMemoryRecommender.isKnown(from, user, what.release())) {
      return Delivery.KNOWN;
    }
    if (InMemoryPreferences.isSilenced(from, user, TYPE, what.release())) {
      return Delivery.MUTED;
    }
    var stamp = deliveries.stamp(user.lane());
    if (!policy.allows(TYPE, deliveries.told(user), stamp)) {
      return Delivery.LIMITED;
    }
    deliveries.put(user, InboxRow.recommended(id, what, stamp));
    signal.accept(Set.of(user.lane()));
    return Delivery.SENT;
  }
}
