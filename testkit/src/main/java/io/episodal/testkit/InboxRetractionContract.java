package io.episodal.testkit;

import static io.episodal.domain.notification.DeliveryPolicy.USUAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.notification.Announcement;
import io.episodal.domain.notification.Content;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.Notification;
import io.episodal.domain.shared.PageRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of an inbox when what it tells of is taken back. */
public abstract class InboxRetractionContract extends OneInboxContract {
  @Test
  void aDigestTellsOfWhatRemainsAndIsRetractedWithAllOfIt() {
    var strict = new DeliveryPolicy(1, Duration.ofHours(1), DeliveryPolicy.Overflow.DIGEST);
    var reader = follower();
    var events = newsroom.episodesOf(release, 3);
    var told = events.stream().map(newsroom::announcement).toList();
    events.forEach(event -> newsroom.tell(event, strict, release));
    clock.advance(strict.window());
    newsroom.tellDigests(strict);
    hide(user, events.getFirst());
    assertEquals(List.of(new Content.Digest(told.subList(1, 3))), contents());

    newsroom.retract(events.get(2));
    assertEquals(List.of(new Content.Digest(told.subList(1, 2))), contents());
    assertEquals(1, unread(user));
    markRead(reader, newsroom.told(reader).getLast());

    newsroom.retract(events.get(1));
    assertEquals(List.of(), contents());
    assertEquals(0, unread(user));
    assertEquals(0, page(user, PageRequest.first(5)).page().total());
    assertEquals(
        new Content.Digest(told.subList(1, 3)), newsroom.inbox(reader).getFirst().content());

    newsroom.restore(events.get(1));
    assertEquals(List.of(new Content.Digest(told.subList(1, 2))), contents());
  }

  @Test
  void whatIsRetractedDisappearsUnlessItWasRead() {
    var reader = follower();
    var event = tell();
    markRead(reader, event);

    newsroom.retract(event);

    assertEquals(List.of(), newsroom.told(user));
    assertEquals(0, unread(user));
    assertEquals(0, page(user, PageRequest.first(5)).page().total());
    assertFalse(markRead(user, event));
    assertFalse(hide(user, event));
    assertEquals(List.of(event), newsroom.told(reader));
    assertTrue(hide(reader, event));
  }

  @Test
  void episodesToldTogetherAreOneNotificationOfThoseThatRemain() {
    var told = newsroom.nextEpisodes(release, 3);
    var event = newsroom.record(told);
    newsroom.tell(event, USUAL, release);
    assertEquals(List.of(new Content.Single(told)), contents());

    retract(told.episodes().get(1));
    retract(told.last());
    var remaining =
        new Announcement.NewEpisodes(
            told.release(), told.releaseTitle(), List.of(told.episodes().getFirst()));
    assertEquals(List.of(new Content.Single(remaining)), contents());
    assertEquals(1, unread(user));

    retract(told.episodes().getFirst());
    assertEquals(List.of(), contents());
    assertEquals(0, unread(user));
  }

  @Test
  void ofManyEpisodesToldTogetherTheLastAreNamed() {
    var many = newsroom.nextEpisodes(release, Announcement.NewEpisodes.MOST_NAMED + 1);
    var one = newsroom.nextEpisode(release);
    newsroom.tell(newsroom.record(many), USUAL, release);
    clock.advance(Duration.ofSeconds(1));
    newsroom.tell(newsroom.record(one), USUAL, release);

    assertEquals(List.of(new Content.Single(one), new Content.Single(many.inBrief())), contents());
  }

  @Test
  void whoReadItGoesOnSeeingEpisodesOfWhichNoneRemains() {
    var told = newsroom.nextEpisodes(release, 2);
    var event = newsroom.record(told);
    newsroom.tell(event, USUAL, release);
    markRead(user, event);

    told.episodes().forEach(this::retract);

    assertEquals(List.of(new Content.Single(told)), contents());
  }

  @Test
  void readingAllDoesNotBringBackWhatWasRetracted() {
    newsroom.retract(tell());

    run(tx -> tx.inbox().markAllRead(user, clock.instant()));

    assertEquals(List.of(), newsroom.told(user));
  }

  @Test
  void whatIsRestoredIsThereAgain() {
    var event = tell();
    newsroom.retract(event);

    newsroom.restore(event);

    assertEquals(List.of(event), newsroom.told(user));
    assertEquals(1, unread(user));
  }

  private List<Content> contents() {
    return newsroom.inbox(user).stream().map(Notification::content).toList();
  }
}
