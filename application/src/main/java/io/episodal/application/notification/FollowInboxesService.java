package io.episodal.application.notification;

import io.episodal.application.engine.Engine;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Follower;
import io.episodal.domain.notification.InboxPosition;
import io.episodal.domain.notification.Notification;
import io.episodal.domain.notification.port.in.FollowInboxes;
import io.episodal.domain.notification.port.out.InboxNews;
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

  @Override
  public Beginning resume(UserId user, InboxPosition position) {
    return engine
        .unitOfWork()
        .read(tx -> {
          var news = tx.inboxNews();
          return position.equals(InboxPosition.START) || news.keeps(user, position)
              ? new Beginning(position, news.unreadUpTo(user, position), true)
              : resumeNear(user, position, news);
        });
  }

  /**
   * What is kept no longer had been read or deleted, as had perhaps some of what came after it. A
   * place after everything was made up, or comes from a store that was set back.
   */
  private static Beginning resumeNear(UserId user, InboxPosition position, InboxNews news) {
    var latest = news.latest(user);
    var place = latest.deliveredAt().isBefore(position.deliveredAt()) ? latest : position;
    return new Beginning(place, news.unreadUpTo(user, place), false);
  }

  @Override
  public Map<Follower, List<Notification>> news(Set<Follower> followers, int most) {
    return engine.unitOfWork().read(tx -> tx.inboxNews().since(followers, most));
  }
}
