package io.episodal.application.notification;

import io.episodal.application.engine.Engine;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.InboxFilter;
import io.episodal.domain.notification.InboxPage;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.port.in.ReadInbox;
import io.episodal.domain.notification.port.out.Inbox;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.transaction.Transaction;
import java.util.function.Predicate;

/** Reads inboxes. */
final class InboxService implements ReadInbox {
  private final Engine engine;

  InboxService(Engine engine) {
    this.engine = engine;
  }

  @Override
  public InboxPage notifications(UserId user, InboxFilter filter, PageRequest page) {
    return engine.unitOfWork().read(tx -> tx.inbox().page(user, filter, page));
  }

  @Override
  public long unreadCount(UserId user) {
    return engine.unitOfWork().read(tx -> tx.inbox().unreadCount(user));
  }

  @Override
  public void markRead(UserId user, NotificationId id) {
    change(user, id, inbox -> inbox.markRead(user, id, engine.now()));
  }

  @Override
  public void markAllRead(UserId user) {
    engine.unitOfWork().run(tx -> tx.inbox().markAllRead(user, engine.now()));
  }

  @Override
  public void markReadUpTo(UserId user, NotificationId id) {
    engine
        .unitOfWork()
        .run(tx -> {
          var place = tx.inbox().placeOf(user, id).orElseThrow(() -> notInTheInbox(tx, user, id));
          tx.inbox().markReadUpTo(user, place, engine.now());
        });
  }

  @Override
  public void archive(UserId user, NotificationId id) {
    change(user, id, inbox -> inbox.archive(user, id, engine.now()));
  }

  @Override
  public void bringBack(UserId user, NotificationId id) {
    change(user, id, inbox -> inbox.bringBack(user, id));
  }

  @Override
  public void delete(UserId user, NotificationId id) {
    change(user, id, inbox -> inbox.hide(user, id, engine.now()));
  }

  /** Does something to a notification of the user, and refuses if there is none. */
  private void change(UserId user, NotificationId id, Predicate<Inbox> doing) {
    engine
        .unitOfWork()
        .run(tx -> {
          if (!doing.test(tx.inbox())) {
            throw notInTheInbox(tx, user, id);
          }
        });
  }

  /** What is gone from the user's own inbox is gone, and no longer somebody else's. */
  private static DomainException notInTheInbox(Transaction tx, UserId user, NotificationId id) {
    return tx.inbox().exists(id) && tx.inbox().placeOf(user, id).isEmpty()
        ? DomainException.forbidden("this notification is not yours")
        : DomainException.notFound("notification");
  }
}
