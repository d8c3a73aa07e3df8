package io.episodal.application.notification;

import io.episodal.application.engine.Engine;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.InboxPage;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.port.in.ReadInbox;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.transaction.Transaction;

/** Reads inboxes. */
final class InboxService implements ReadInbox {
  private final Engine engine;

  InboxService(Engine engine) {
    this.engine = engine;
  }

  @Override
  public InboxPage notifications(UserId user, boolean unreadOnly, PageRequest page) {
    return engine.unitOfWork().read(tx -> tx.inbox().page(user, unreadOnly, page));
  }

  @Override
  public long unreadCount(UserId user) {
    return engine.unitOfWork().read(tx -> tx.inbox().unreadCount(user));
  }

  @Override
  public void markRead(UserId user, NotificationId id) {
    engine
        .unitOfWork()
        .run(tx -> {
          if (!tx.inbox().markRead(user, id, engine.now())) {
            throw notInTheInbox(tx, user, id);
          }
        });
  }

  @Override
  public void markAllRead(UserId user) {
    engine.unitOfWork().run(tx -> tx.inbox().markAllRead(user, engine.now()));
  }

  @Override
  public void delete(UserId user, NotificationId id) {
    engine
        .unitOfWork()
        .run(tx -> {
          if (!tx.inbox().hide(user, id, engine.now())) {
            throw notInTheInbox(tx, user, id);
          }
        });
  }

  /** What is gone from the user's own inbox is gone, and no longer somebody else's. */
  private static DomainException notInTheInbox(Transaction tx, UserId user, NotificationId id) {
    return tx.inbox().exists(id) && !tx.inbox().wasTold(user, id)
        ? DomainException.forbidden("this notification is not yours")
        : DomainException.notFound("notification");
  }
}
