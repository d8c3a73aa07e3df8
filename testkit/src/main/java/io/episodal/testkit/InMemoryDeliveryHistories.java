package io.episodal.testkit;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.DeliveryHistory;
import io.episodal.domain.notification.DeliveryHistory.Arrival;
import io.episodal.domain.notification.DeliveryHistory.Follow;
import io.episodal.domain.notification.DeliveryHistory.Muting;
import io.episodal.domain.notification.DeliveryPolicy.Told;
import io.episodal.domain.notification.MuteSubject;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.NotificationType;
import io.episodal.domain.notification.port.out.DeliveryHistories;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.testkit.Rows.EventRow;
import io.episodal.testkit.Rows.InboxRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Histories of deliveries, put together of the rows of all tables. */
final class InMemoryDeliveryHistories implements DeliveryHistories {
  private final Supplier<Tables> tables;

  InMemoryDeliveryHistories(Supplier<Tables> tables) {
    this.tables = tables;
  }

  @Override
  public Optional<DeliveryHistory> find(UserId user, NotificationId event, Duration before) {
    var from = tables.get();
    return from.events
        .find(event)
        .map(row -> ofEvent(from, user, row, before))
        .or(() -> arrivals(from, user, event).findFirst().map(row -> personal(event, row)));
  }

  private static DeliveryHistory ofEvent(Tables from, UserId user, EventRow row, Duration before) {
    var type = row.announcement().type();
    var subjects = new HashSet<>(InMemoryPreferences.subjects(from, row.announcement()));
    var follows = follows(from, user, type, subjects);
    subjects.add(new MuteSubject.OfType(NotificationType.DIGEST));
    var held =
        from.waiting.getOrDefault(user, List.of()).stream()
            .filter(item -> item.event().equals(row.id()))
            .findFirst();
    return new DeliveryHistory(
        row.id(),
        type,
        row.since(),
        row.retractedAt(),
        follows,
        mutings(from, user, subjects),
        told(from, user, row.since().minus(before)),
        held.map(Rows.Waiting::heldAt).orElse(null),
        held.map(Rows.Waiting::dueAt).orElse(null),
        arrivals(from, user, row.id()).map(InMemoryDeliveryHistories::arrival).toList());
  }

  private static DeliveryHistory personal(NotificationId event, InboxRow row) {
    return new DeliveryHistory(
        event,
        row.type(),
        row.deliveredAt(),
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        List.of(arrival(row)));
  }

  /** Of an episode its release is followed, of a release its genres and its franchise. */
  private static List<Follow> follows(
      Tables from, UserId user, NotificationType type, Set<MuteSubject> subjects) {
    return from.subscriptions.stream()
        .filter(each -> each.user().equals(user))
        .filter(each -> subjects.contains(new MuteSubject.OfTarget(each.target())))
        .filter(each ->
            each.target() instanceof SubscriptionTarget.OfRelease
                == (type == NotificationType.NEW_EPISODE))
        .map(each ->
            new Follow(
                each.target(),
                each.createdAt(),
                from.endedFollows.find(new Rows.Follow(user, each.target())).orElse(null)))
        .sorted(
            Comparator.comparing(Follow::since)
                .thenComparing(follow -> follow.target().value(), Order.BY_ID))
        .toList();
  }

  private static List<Muting> mutings(Tables from, UserId user, Set<MuteSubject> subjects) {
    return InMemoryPreferences.mutings(from, user).stream()
        .filter(muting -> subjects.contains(muting.subject()))
        .map(muting -> new Muting(muting.subject(), muting.since(), muting.until()))
        .sorted(Comparator.comparing(Muting::since))
        .toList();
  }

  private static List<Told> told(Tables from, UserId user, Instant after) {
    return from.inboxes.getOrDefault(user, List.of()).stream()
        .filter(row -> row.deliveredAt().isAfter(after))
        .map(row -> new Told(row.type(), row.deliveredAt()))
        .sorted(Comparator.comparing(Told::at))
        .limit(MOST_TOLD)
        .toList();
  }

  private static Stream<InboxRow> arrivals(Tables from, UserId user, NotificationId event) {
    return from.inboxes.getOrDefault(user, List.of()).stream()
        .filter(row -> row.id().equals(event) || row.events().contains(event))
        .sorted(Comparator.comparing(InboxRow::deliveredAt));
  }

  private static Arrival arrival(InboxRow row) {
    return new Arrival(row.id(), row.deliveredAt(), row.readAt(), row.hiddenAt());
  }
}
