package io.episodal.testkit;

import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.notification.Announcement;
import io.episodal.domain.notification.NotificationEvent;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.port.out.NotificationEvents;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

final class InMemoryNotificationEvents implements NotificationEvents {
  private final Supplier<Tables> tables;

  InMemoryNotificationEvents(Supplier<Tables> tables) {
    this.tables = tables;
  }

  @Override
  public boolean add(NotificationId id, Announcement announcement) {
    var to = tables.get();
    if (to.events.stream().anyMatch(event -> isSame(event.announcement(), announcement))) {
      return false;
    }
    to.events.put(id, new NotificationEvent(id, announcement, false));
    return true;
  }

  @Override
  public Optional<NotificationEvent> find(NotificationId id) {
    return tables.get().events.find(id);
  }

  @Override
  public void retract(EpisodeId episode, Instant now) {
    mark(announcement -> isOf(announcement, episode), true);
  }

  @Override
  public void retract(ReleaseId release, Instant now) {
    mark(announcement -> announcement.release().equals(release), true);
  }

  @Override
  public void restore(EpisodeId episode) {
    mark(announcement -> isOf(announcement, episode), false);
  }

  private void mark(Predicate<Announcement> wanted, boolean retracted) {
    var to = tables.get();
    to.events.stream()
        .filter(event -> wanted.test(event.announcement()))
        .toList()
        .forEach(event ->
            to.events.put(
                event.id(), new NotificationEvent(event.id(), event.announcement(), retracted)));
  }

  private static boolean isOf(Announcement announcement, EpisodeId episode) {
    return announcement instanceof Announcement.NewEpisode of && of.episode().equals(episode);
  }

  private static boolean isSame(Announcement one, Announcement other) {
    return one.getClass() == other.getClass() && one.relatedId().equals(other.relatedId());
  }
}
