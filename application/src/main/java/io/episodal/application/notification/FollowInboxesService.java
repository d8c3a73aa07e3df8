package io.episodal.application.notification;

import io.episodal.application.engine.Engine;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Follower;
import io.episodal.domain.notification.InboxPosition;
import io.episodal.domain.notification.Notification;
import io.episodal.domain.notification.port.in.FollowInboxes;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells what is new in inboxes. */
final class FollowInboxesService implements FollowInboxes {
  private final Engine engine;

  FollowInboxesService(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Beginning begin(UserId user) {
    return engine
        .unitOfWork()
        .read(tx -> {
          var latest = tx.inboxNews().latest(user);
          return new Beginning(latest, tx.inboxNews().unreadUpTo(user, latest), true);
        });
  }

  /** What is kept no longer had been read or deleted, as had perhaps some of what came after it. */
  @Override
  public Beginning resume(UserId user, InboxPosition position) {
    return engine
        .unitOfWork()
        .read(tx ->
            new Beginning(
                position,
                tx.inboxNews().unreadUpTo(user, position),
                position.equals(InboxPosition.START) || tx.inboxNews().keeps(user, position)));
  }

  @Override
  public Map<Follower, List<Notification>> news(Set<Follower> followers, int most) {
    return engine.unitOfWork().read(tx -> tx.inboxNews().since(followers, most));
  }
}
