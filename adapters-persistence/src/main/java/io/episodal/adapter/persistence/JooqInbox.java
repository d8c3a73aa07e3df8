package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.INBOX;
import static io.episodal.adapter.persistence.schema.Tables.NOTIFICATION_EVENTS;
import static io.episodal.adapter.persistence.schema.Tables.RELEASES;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.InboxFilter;
import io.episodal.domain.notification.InboxPage;
import io.episodal.domain.notification.InboxPosition;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.port.out.Inbox;
import io.episodal.domain.shared.PageRequest;
import java.time.Instant;
import java.util.Optional;
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
  public InboxPage page(UserId user, InboxFilter filter, PageRequest request) {
    return new SelectInbox(db).page(user, filter, request);
  }

  @Override
  public long unreadCount(UserId user) {
    return db.fetchCount(INBOX, of(user), INBOX.READ_AT.isNull(), inInbox());
  }

  @Override
  public boolean markRead(UserId user, NotificationId id, Instant now) {
    var own = of(user, id);
    return markRead(own.and(visible()), now) > 0 || db.fetchExists(INBOX, own, visible());
  }

  @Override
  public void markAllRead(UserId user, Instant now) {
    markRead(of(user).and(inInbox()), now);
  }

  @Override
  public void markReadUpTo(UserId user, InboxPosition place, Instant now) {
    markRead(of(user).and(upTo(place)).and(inInbox()), now);
  }

  @Override
  public boolean archive(UserId user, NotificationId id, Instant now) {
    return db.update(INBOX)
            .set(INBOX.ARCHIVED_AT, coalesce(INBOX.ARCHIVED_AT, now))
            .where(of(user, id), visible())
            .execute()
        > 0;
  }

  @Override
  public boolean bringBack(UserId user, NotificationId id) {
    return db.update(INBOX).setNull(INBOX.ARCHIVED_AT).where(of(user, id), visible()).execute() > 0;
  }

  @Override
  public boolean hide(UserId user, NotificationId id, Instant now) {
    return db.update(INBOX).set(INBOX.HIDDEN_AT, now).where(of(user, id), visible()).execute() > 0;
  }

  @Override
  public Optional<InboxPosition> placeOf(UserId user, NotificationId id) {
    return db.select(INBOX.DELIVERED_AT)
        .from(INBOX)
        .where(of(user, id))
        .fetchOptional(INBOX.DELIVERED_AT)
        .map(at -> new InboxPosition(at, id));
  }

  @Override
  public boolean exists(NotificationId id) {
    return db.fetchExists(NOTIFICATION_EVENTS, NOTIFICATION_EVENTS.ID.eq(id.value()))
        || db.fetchExists(INBOX, INBOX.EVENT_ID.eq(id.value()), isPersonal());
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
    return db.update(INBOX).set(INBOX.READ_AT, now).where(which, INBOX.READ_AT.isNull()).execute();
  }

  static Condition of(UserId user) {
    return INBOX.LANE.eq((short) user.lane()).and(INBOX.USER_ID.eq(user.value()));
  }

  private static Condition of(UserId user, NotificationId id) {
    return of(user).and(INBOX.EVENT_ID.eq(id.value()));
  }

  /** In the words of the index of those that have an id of their own. */
  private static Condition isPersonal() {
    return INBOX.TYPE.in(inline((short) 3), inline((short) 4));
  }

  static Condition upTo(InboxPosition place) {
    return row(INBOX.DELIVERED_AT, INBOX.EVENT_ID).le(place.deliveredAt(), place.id().value());
  }

  /** To be seen, and not archived. */
  static Condition inInbox() {
    return visible().and(INBOX.ARCHIVED_AT.isNull());
  }

  /**
   * Not hidden by its owner, and if its owner has not read it, not retracted: a digest is if all it
   * tells of is, a recommendation if its release is deleted. The same as {@link
   * SelectInbox#VISIBLE}.
   */
  private static Condition visible() {
    return INBOX.HIDDEN_AT.isNull().and(INBOX.READ_AT.isNotNull().or(stands()));
  }

  private static Condition stands() {
    var isEvent = NOTIFICATION_EVENTS.ID.eq(INBOX.EVENT_ID);
    var isDigested = NOTIFICATION_EVENTS.ID.eq(any(INBOX.DIGEST));
    var retracted = NOTIFICATION_EVENTS.RETRACTED_AT.isNotNull();
    var isRecommended = RELEASES.ID.eq(StoredRecommendation.release(INBOX.RECOMMENDATION));
    return INBOX
        .DIGEST
        .isNull()
        .andNotExists(selectOne().from(NOTIFICATION_EVENTS).where(isEvent, retracted))
        .andNotExists(
            selectOne().from(RELEASES).where(isRecommended, RELEASES.DELETED_AT.isNotNull()))
        .orExists(selectOne().from(NOTIFICATION_EVENTS).where(isDigested, not(retracted)));
  }
}
