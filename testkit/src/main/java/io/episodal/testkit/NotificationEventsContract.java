package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.notification.Announcement;
import io.episodal.domain.notification.NotificationEvent;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything is announced once in its life. */
public abstract class NotificationEventsContract extends PersistenceContract {
  private Newsroom newsroom;
  private SubscriptionTarget release;
  private Announcement.NewRelease added;

  @BeforeEach
  void openNewsroom() {
    newsroom = new Newsroom(unitOfWork(), clock, ids);
    release = newsroom.aRelease();
    added = new Announcement.NewRelease(new ReleaseId(release.value()), "Łódź 名 🎬 \" ' \\");
  }

  @Test
  void anAnnouncementIsKeptWordForWord() {
    var episode = newsroom.nextEpisode(release);
    var ofEpisode = newsroom.record(episode);
    var ofRelease = newsroom.record(added);

    assertEquals(Optional.of(new NotificationEvent(ofEpisode, episode, false)), find(ofEpisode));
    assertEquals(Optional.of(new NotificationEvent(ofRelease, added, false)), find(ofRelease));
    assertEquals(Optional.empty(), find(new NotificationId(ids.next())));
  }

  @Test
  void theSameIsNotAnnouncedTwice() {
    var episode = newsroom.nextEpisode(release);
    var renamed =
        new Announcement.NewEpisode(
            episode.release(), "Other title", episode.episode(), "Other", 99);
    newsroom.record(episode);
    newsroom.record(added);

    var second = new NotificationId(ids.next());
    boolean isNew = write(tx -> tx.notificationEvents().add(second, renamed));

    assertFalse(isNew);
    assertEquals(Optional.empty(), find(second));
    assertFalse(add(new Announcement.NewRelease(added.release(), "Other title")));
    assertTrue(add(newsroom.nextEpisode(release)));
  }

  @Test
  void whatWasRetractedIsNotAnnouncedAgain() {
    var episode = newsroom.nextEpisode(release);
    var event = newsroom.record(episode);
    run(tx -> tx.notificationEvents().retract(episode.episode(), clock.instant()));

    assertFalse(add(episode));
    assertEquals(Optional.of(new NotificationEvent(event, episode, true)), find(event));
  }

  @Test
  void ofRacingAnnouncementsOneIsNew() {
    var episode = newsroom.nextEpisode(release);

    var answers = Race.of(4, thread -> () -> add(episode));

    assertEquals(1, Collections.frequency(answers, true));
  }

  @Test
  void anEpisodeIsRetractedAlone() {
    var events = newsroom.episodesOf(release, 2);
    var episode = (Announcement.NewEpisode) newsroom.announcement(events.getFirst());

    run(tx -> tx.notificationEvents().retract(episode.episode(), clock.instant()));
    assertEquals(List.of(true, false), retracted(events));

    run(tx -> tx.notificationEvents().restore(episode.episode()));
    assertEquals(List.of(false, false), retracted(events));
  }

  @Test
  void aReleaseIsRetractedWithItsEpisodes() {
    var other = newsroom.episodeOf(newsroom.aRelease());
    var events = List.of(newsroom.episodeOf(release), newsroom.record(added), other);

    run(tx -> tx.notificationEvents().retract(added.release(), clock.instant()));

    assertEquals(List.of(true, true, false), retracted(events));
  }

  @Test
  void whatWasNeverAnnouncedCanBeRetractedAndRestored() {
    var episode = newsroom.nextEpisode(release);

    run(tx -> tx.notificationEvents().retract(episode.episode(), clock.instant()));
    run(tx -> tx.notificationEvents().restore(episode.episode()));
    run(tx -> tx.notificationEvents().retract(added.release(), clock.instant()));

    assertTrue(add(episode));
    assertTrue(add(added));
  }

  private boolean add(Announcement announcement) {
    return write(tx -> tx.notificationEvents().add(new NotificationId(ids.next()), announcement));
  }

  private Optional<NotificationEvent> find(NotificationId event) {
    return read(tx -> tx.notificationEvents().find(event));
  }

  private List<Boolean> retracted(List<NotificationId> events) {
    return events.stream().map(event -> find(event).orElseThrow().retracted()).toList();
  }
}
