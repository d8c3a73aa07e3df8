package io.episodal.testkit;

import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.notification.Announcement;
import io.episodal.domain.notification.Announcement.NewEpisodes;
import io.episodal.domain.notification.Announcement.NewRelease;
import io.episodal.domain.notification.NotificationEvent;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.port.out.NotificationEvents;
import io.episodal.testkit.Rows.EventRow;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Announcements as rows, one for each episode or release. */
final class InMemoryNotificationEvents implements NotificationEvents {
  private final Supplier<Tables> tables;

  InMemoryNotificationEvents(Supplier<Tables> tables) {
    this.tables = tables;
  }

  @Override
  public boolean add(NotificationId id, Announcement announcement, Instant since) {
    var to = tables.get();
    var fresh = fresh(to, announcement);
    fresh.ifPresent(told -> to.events.put(id, new EventRow(id, told, since, Set.of(), null)));
    return fresh.isPresent();
  }

  @Override
  public Optional<NotificationEvent> find(NotificationId id) {
    return tables.get().events.find(id).map(EventRow::event);
  }

  @Override
  public void retractEpisodes(Collection<EpisodeId> episodes, Instant now) {
    episodes.forEach(
        episode -> change(row -> row.names(episode), row -> row.without(episode, now)));
  }

  @Override
  public void retractReleases(Collection<ReleaseId> releases, Instant now) {
    change(row -> releases.contains(row.announcement().release()), row -> row.withoutAll(now));
  }

  @Override
  public void restoreEpisodes(Collection<EpisodeId> episodes) {
    episodes.forEach(episode -> change(row -> row.names(episode), row -> row.with(episode)));
  }

  private void change(Predicate<EventRow> wanted, UnaryOperator<EventRow> change) {
    var to = tables.get();
    to.events.stream()
        .filter(wanted)
        .toList()
        .forEach(row -> to.events.put(row.id(), change.apply(row)));
  }

  /** What of an announcement was not announced before. */
  private static Optional<Announcement> fresh(Tables tables, Announcement announcement) {
    return switch (announcement) {
      case NewEpisodes told -> {
        var episodes =
            told.episodes().stream()
                .filter(episode -> tables.events.stream().noneMatch(row -> row.names(episode.id())))
                .toList();
        yield episodes.isEmpty()
            ? Optional.empty()
            : Optional.of(new NewEpisodes(told.release(), told.releaseTitle(), episodes));
      }
      case NewRelease added ->
          tables.events.stream()
                  .map(EventRow::announcement)
                  .filter(NewRelease.class::isInstance)
                  .anyMatch(known -> known.release().equals(added.release()))
              ? Optional.empty()
              : Optional.of(added);
    };
  }
}
