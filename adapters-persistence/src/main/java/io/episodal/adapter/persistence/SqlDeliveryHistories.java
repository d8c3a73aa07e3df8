package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.DIGEST_ITEMS;
import static io.episodal.adapter.persistence.schema.Tables.INBOX;
import static io.episodal.adapter.persistence.schema.Tables.NOTIFICATION_MUTES;
import static org.jooq.impl.DSL.val;

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
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Histories of deliveries, for one user and one event at a time. */
final class SqlDeliveryHistories implements DeliveryHistories {

  /** The event {0}, and whatever silences it. */
  private static final String EVENT =
      """
      select e.kind, e.created_at, e.retracted_at, episodal.subjects_of(e.id) as subjects
      from episodal.notification_events e
      where e.id = {0}
      """;

  /** What the user {0} follows or followed of the targets {1} {2}. */
  private static final String FOLLOWS =
      """
      select s.kind, s.target_id, s.created_at, s.ended_at
      from unnest({1}, {2}) as t (kind, target_id)
      join episodal.subscriptions s
        on s.user_id = {0} and s.kind = t.kind and s.target_id = t.target_id
      order by s.created_at, s.target_id
      """;

  private final DSLContext db;

  SqlDeliveryHistories(DSLContext db) {
    this.db = db;
  }

  @Override
  public Optional<DeliveryHistory> find(UserId user, NotificationId event, Duration before) {
    var arrivals = arrivals(user, event);
    return db.fetchOptional(EVENT, val(event.value()))
        .map(row -> ofEvent(user, event, row, before, arrivals))
        .or(() -> personal(event, arrivals));
  }

  private DeliveryHistory ofEvent(
      UserId user, NotificationId event, Record row, Duration before, List<ArrivedRow> arrivals) {
    var type = NotificationType.of(row.get("kind", String.class));
    var subjects = row.get("subjects", String[].class);
    var since = row.get("created_at", Instant.class);
    var held =
        db.selectFrom(DIGEST_ITEMS)
            .where(
                DIGEST_ITEMS.LANE.eq((short) user.lane()),
                DIGEST_ITEMS.USER_ID.eq(user.value()),
                DIGEST_ITEMS.EVENT_ID.eq(event.value()))
            .fetchOptional();
    return new DeliveryHistory(
        event,
        type,
        since,
        row.get("retracted_at", Instant.class),
        follows(user, targets(type, subjects)),
        mutings(user, subjects),
        told(user, since.minus(before)),
        held.map(item -> item.getHeldAt()).orElse(null),
        held.map(item -> item.getDueAt()).orElse(null),
        arrivals.stream().map(ArrivedRow::arrival).toList());
  }

  /** A notification that only this user has. */
  private static Optional<DeliveryHistory> personal(
      NotificationId event, List<ArrivedRow> arrivals) {
    return arrivals.stream()
        .findFirst()
        .map(row ->
            new DeliveryHistory(
                event,
                row.type(),
                row.arrival().at(),
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of(row.arrival())));
  }

  private List<ArrivedRow> arrivals(UserId user, NotificationId event) {
    return db.select(INBOX.TYPE, INBOX.EVENT_ID, INBOX.DELIVERED_AT, INBOX.READ_AT, INBOX.HIDDEN_AT)
        .from(INBOX)
        .where(
            of(user),
            INBOX.EVENT_ID.eq(event.value()).or(val(event.value()).eq(DSL.any(INBOX.DIGEST))))
        .orderBy(INBOX.DELIVERED_AT)
        .fetch(row ->
            new ArrivedRow(
                StoredTypes.of(row.value1()),
                new Arrival(
                    new NotificationId(row.value2()), row.value3(), row.value4(), row.value5())));
  }

  /** Of an episode its release is followed, of a release its genres and its franchise. */
  private static List<SubscriptionTarget> targets(NotificationType type, String[] subjects) {
    return Arrays.stream(subjects)
        .filter(Objects::nonNull)
        .map(SqlMutes::read)
        .filter(MuteSubject.OfTarget.class::isInstance)
        .map(subject -> ((MuteSubject.OfTarget) subject).target())
        .filter(target ->
            target instanceof SubscriptionTarget.OfRelease
                == (type == NotificationType.NEW_EPISODE))
        .toList();
  }

  private List<Follow> follows(UserId user, List<SubscriptionTarget> targets) {
    return db.fetch(
            FOLLOWS,
            val(user.value()),
            SqlArrays.texts(targets, SubscriptionTarget::kind),
            SqlArrays.ids(targets, SubscriptionTarget::value))
        .map(row ->
            new Follow(
                SubscriptionTarget.of(
                    row.get("kind", String.class), row.get("target_id", UUID.class)),
                row.get("created_at", Instant.class),
                row.get("ended_at", Instant.class)));
  }

  private List<Muting> mutings(UserId user, String[] subjects) {
    return db.selectFrom(NOTIFICATION_MUTES)
        .where(
            NOTIFICATION_MUTES.USER_ID.eq(user.value()),
            NOTIFICATION_MUTES
                .SUBJECT
                .eq(DSL.any(val(subjects)))
                .or(NOTIFICATION_MUTES.SUBJECT.eq(SqlMutes.DIGESTS)))
        .orderBy(NOTIFICATION_MUTES.MUTED_AT, NOTIFICATION_MUTES.SUBJECT)
        .fetch(
            row -> new Muting(SqlMutes.read(row.getSubject()), row.getMutedAt(), row.getEndedAt()));
  }

  private List<Told> told(UserId user, Instant from) {
    return db.select(INBOX.TYPE, INBOX.DELIVERED_AT)
        .from(INBOX)
        .where(of(user), INBOX.DELIVERED_AT.gt(from))
        .orderBy(INBOX.DELIVERED_AT)
        .limit(MOST_TOLD)
        .fetch(row -> new Told(StoredTypes.of(row.value1()), row.value2()));
  }

  private static Condition of(UserId user) {
    return INBOX.LANE.eq((short) user.lane()).and(INBOX.USER_ID.eq(user.value()));
  }

  private record ArrivedRow(NotificationType type, Arrival arrival) {}
}
