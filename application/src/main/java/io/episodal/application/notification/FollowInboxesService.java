package io.episodal.application.notification;

import io.episodal.application.engine.Engine;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Follower;
import io.episodal.domain.notification.InboxPosition;
import io.episodal.domain.notification.port.in.FollowInboxes;
import io.episodal.domain.transaction.Transaction;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells what is new in inboxes. */
final class FollowInboxesService implements FollowInboxes {
  private final Engine engine;

  FollowInboxesService(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Beginning begin(UserId user) {
    return engine.unitOfWork().read(tx -> beginning(tx, user, tx.inboxNews().latest(user), true));
  }

  @Override
  public Beginning resume(UserId user, InboxPosition position) {
    return engine
        .unitOfWork()
        .read(tx -> {
          var news = tx.inboxNews();
          return position.equals(InboxPosition.START) || news.keeps(user, position)
              ? beginning(tx, user, position, true)
              : resumeNear(tx, user, position);
        });
  }

  /**
   * What is kept no longer had been read or deleted, as had perhaps some of what came after it. A
   * place after everything was made up, or comes from a store that was set back.
   */
  private static Beginning resumeNear(Transaction tx, UserId user, InboxPosition position) {
    var latest = tx.inboxNews().latest(user);
    var place = latest.deliveredAt().isBefore(position.deliveredAt()) ? latest : position;
    return beginning(tx, user, place, false);
  }

  private static Beginning beginning(
      Transaction tx, UserId user, InboxPosition place, boolean complete) {
    var unread = tx.inboxNews().unreadUpTo(user, place);
    return new Beginning(place, unread, complete, tx.preferences().find(user).language());
  }

  @Override
  public News news(Set<Follower> followers, int most) {
    return engine
        .unitOfWork()
        .read(tx -> {
          var quiet = quiet(tx, followers);
          var others = new HashSet<>(followers);
          others.removeAll(quiet);
          return new News(tx.inboxNews().since(others, most), quiet);
        });
  }

  private Set<Follower> quiet(Transaction tx, Set<Follower> followers) {
    var users = followers.stream().map(Follower::user).collect(Collectors.toUnmodifiableSet());
    var preferences = tx.preferences().withQuietHours(users);
    var now = engine.now();
    return followers.stream()
        .filter(follower -> {
          var said = preferences.get(follower.user());
          return said != null && said.areQuietAt(now);
        })
        .collect(Collectors.toUnmodifiableSet());
  }
}
