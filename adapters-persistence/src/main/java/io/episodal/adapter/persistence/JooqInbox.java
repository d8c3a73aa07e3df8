package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.INBOX;
import static io.episodal.adapter.persistence.schema.Tables.NOTIFICATION_EVENTS;
import static org.jooq.impl.DSL.selectOne;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.InboxPage;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.port.out.Inbox;
import io.episodal.domain.shared.PageRequest;
import java.time.Instant;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Inboxes. */
final class JooqInbox implements Inbox {
  private final DSLContext db;

  JooqInbox(DSLContext db) {
    this.db = db;
  }

  @Override
  public InboxPage page(UserId user, boolean unreadOnly, PageRequest request) {
    return new SelectInbox(db).page(user, unreadOnly, request);
  }

  @Override
  public long unreadCount(UserId user) {
    return db.fetchCount(INBOX, of(user), INBOX.READ_AT.isNull(), visible());
  }

  @Override
  public boolean markRead(UserId user, NotificationId id, Instant now) {
    var own = of(user).and(INBOX.EVENT_ID.eq(id.value()));
    return markRead(own, now) > 0 || db.fetchExists(INBOX, own, visible());
  }

  @Override
  public void markAllRead(UserId user, Instant now) {
    markRead(of(user), now);
  }

  @Override
  public boolean hide(UserId user, NotificationId id, Instant now) {
    return db.update(INBOX)
            .set(INBOX.HIDDEN_AT, now)
            .where(of(user), INBOX.EVENT_ID.eq(id.value()), visible())
            .execute()
        > 0;
  }

  @Override
  public boolean wasTold(UserId user, NotificationId id) {
    return db.fetchExists(INBOX, of(user), INBOX.EVENT_ID.eq(id.value()));
  }

  @Override
  public boolean exists(NotificationId id) {
    return db.fetchExists(NOTIFICATION_EVENTS, NOTIFICATION_EVENTS.ID.eq(id.value()))
        || db.fetchExists(INBOX, INBOX.EVENT_ID.eq(id.value()), INBOX.DIGEST.isNotNull());
  }

  /** Looks at every row of the lane once, a portion after the other. */
  @Override
  public Removed removeSettled(LanePosition after, Instant before, int most) {
    var ofNext = INBOX.LANE.eq((short) after.lane()).and(INBOX.USER_ID.gt(after.user().value()));
    var last =
        db.select(INBOX.USER_ID)
            .from(INBOX)
            .where(ofNext)
            .orderBy(INBOX.USER_ID)
            .offset(most - 1)
            .limit(1)
            .fetchOptional(INBOX.USER_ID);
    var removed =
        db.deleteFrom(INBOX)
            .where(
                ofNext,
                last.map(INBOX.USER_ID::le).orElseGet(DSL::noCondition),
                INBOX.DELIVERED_AT.lt(before),
                INBOX.READ_AT.lt(before).or(INBOX.HIDDEN_AT.lt(before)))
            .execute();
    return new Removed(
        removed, last.map(user -> new LanePosition(after.lane(), new UserId(user))).orElse(null));
  }

  private long markRead(Condition which, Instant now) {
    return db.update(INBOX)
        .set(INBOX.READ_AT, now)
        .where(which, INBOX.READ_AT.isNull(), visible())
        .execute();
  }

  private static Condition of(UserId user) {
    return INBOX.LANE.eq((short) user.lane()).and(INBOX.USER_ID.eq(user.value()));
  }

  /** Not hidden by its owner, and not retracted before its owner read it. */
  static Condition visible() {
    return INBOX
        .HIDDEN_AT
        .isNull()
        .and(
            INBOX
                .READ_AT
                .isNotNull()
                .orNotExists(
                    selectOne()
                        .from(NOTIFICATION_EVENTS)
                        .where(
                            NOTIFICATION_EVENTS.ID.eq(INBOX.EVENT_ID),
                            NOTIFICATION_EVENTS.RETRACTED_AT.isNotNull())));
  }
}
