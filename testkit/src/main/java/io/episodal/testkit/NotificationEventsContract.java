package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.notification.Announcement;
import io.episodal.domain.notification.EpisodeReference;
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
  private static final int ROUNDS = 10;

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
        new Announcement.NewEpisodes(
            episode.release(),
            "Other title",
            List.of(new EpisodeReference(episode.last().id(), "Other", 99)));
    newsroom.record(episode);
    newsroom.record(added);

    var second = new NotificationId(ids.next());
    boolean isNew = write(tx -> tx.notificationEvents().add(second, renamed, clock.instant()));

    assertFalse(isNew);
    assertEquals(Optional.empty(), find(second));
    assertFalse(add(new Announcement.NewRelease(added.release(), "Other title")));
    assertTrue(add(newsroom.nextEpisode(release)));
  }

  @Test
  void whatWasRetractedIsNotAnnouncedAgain() {
    var episode = newsroom.nextEpisode(release);
    var event = newsroom.record(episode);
    newsroom.retract(event);

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

    newsroom.retract(events.getFirst());
    assertEquals(List.of(true, false), retracted(events));

    newsroom.restore(events.getFirst());
    assertEquals(List.of(false, false), retracted(events));
  }

  @Test
  void aReleaseIsRetractedWithItsEpisodes() {
    var other = newsroom.episodeOf(newsroom.aRelease());
    var events = List.of(newsroom.episodeOf(release), newsroom.record(added), other);

    retractRelease();

    assertEquals(List.of(true, true, false), retracted(events));
  }

  @Test
  void ofSeveralEpisodesThoseThatWereNotAnnouncedAre() {
    var told = newsroom.nextEpisodes(release, 3);
    newsroom.record(only(told, told.episodes().get(1)));

    var event = newsroom.record(told);

    var rest = only(told, told.episodes().getFirst(), told.last());
    assertEquals(Optional.of(new NotificationEvent(event, rest, false)), find(event));
    assertFalse(add(told));
  }

  @Test
  void anAnnouncementNamesTheEpisodesThatRemain() {
    var told = newsroom.nextEpisodes(release, 3);
    var event = newsroom.record(told);

    retract(told.last());
    var two = only(told, told.episodes().get(0), told.episodes().get(1));
    assertEquals(Optional.of(new NotificationEvent(event, two, false)), find(event));

    retract(told.episodes().getFirst());
    retract(told.episodes().get(1));
    assertEquals(Optional.of(new NotificationEvent(event, told, true)), find(event));

    restore(told.last());
    var last = only(told, told.last());
    assertEquals(Optional.of(new NotificationEvent(event, last, false)), find(event));
  }

  @Test
  void anAnnouncementOfManyEpisodesNamesTheLastAndCountsAll() {
    var told = newsroom.nextEpisodes(release, Announcement.NewEpisodes.MOST_NAMED + 30);
    var event = newsroom.record(told);
    assertEquals(Optional.of(new NotificationEvent(event, told.inBrief(), false)), find(event));

    retract(told.episodes().getFirst());
    retract(told.last());
    var rest = told.episodes().subList(1, told.episodes().size() - 1);
    var remaining = only(told, rest.toArray(EpisodeReference[]::new)).inBrief();
    assertEquals(Optional.of(new NotificationEvent(event, remaining, false)), find(event));
    assertEquals(rest.size(), remaining.count());
    assertEquals(rest.getFirst().number(), remaining.firstNumber());

    retractRelease();
    assertEquals(Optional.of(new NotificationEvent(event, told.inBrief(), true)), find(event));
  }

  @Test
  void anEpisodeOfARetractedReleaseCanBeRestoredAlone() {
    var told = newsroom.nextEpisodes(release, 2);
    var event = newsroom.record(told);
    retractRelease();

    restore(told.episodes().getFirst());

    var first = only(told, told.episodes().getFirst());
    assertEquals(Optional.of(new NotificationEvent(event, first, false)), find(event));
  }

  @Test
  void racingRetractionsOfTheLastEpisodesRetractTheAnnouncement() {
    for (int round = 0; round < ROUNDS; round++) {
      var told = newsroom.nextEpisodes(release, 4);
      var event = newsroom.record(told);

      Race.of(4, thread -> () -> retract(told.episodes().get(thread)));

      assertEquals(List.of(true), retracted(List.of(event)));
    }
  }

  @Test
  void whatWasNeverAnnouncedCanBeRetractedAndRestored() {
    var episode = newsroom.nextEpisode(release);

    retract(episode.last());
    restore(episode.last());
    retractRelease();

    assertTrue(add(episode));
    assertTrue(add(added));
  }

  private static Announcement.NewEpisodes only(
      Announcement.NewEpisodes told, EpisodeReference... episodes) {
    return new Announcement.NewEpisodes(told.release(), told.releaseTitle(), List.of(episodes));
  }

  private boolean retract(EpisodeReference episode) {
    run(tx -> tx.notificationEvents().retractEpisodes(List.of(episode.id()), clock.instant()));
    return true;
  }

  private void restore(EpisodeReference episode) {
    run(tx -> tx.notificationEvents().restoreEpisodes(List.of(episode.id())));
  }

  private void retractRelease() {
    run(tx -> tx.notificationEvents().retractReleases(List.of(added.release()), clock.instant()));
  }

  private boolean add(Announcement announcement) {
    return write(tx ->
        tx.notificationEvents().add(new NotificationId(ids.next()), announcement, clock.instant()));
  }

  private Optional<NotificationEvent> find(NotificationId event) {
    return read(tx -> tx.notificationEvents().find(event));
  }

  private List<Boolean> retracted(List<NotificationId> events) {
    return events.stream().map(event -> find(event).orElseThrow().retracted()).toList();
  }
}
