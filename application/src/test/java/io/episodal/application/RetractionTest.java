package io.episodal.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.EpisodeStatus;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.in.ManageEpisodes.Creation;
import io.episodal.domain.catalog.port.in.ManageEpisodes.Update;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.shared.Change;
import io.episodal.domain.subscription.SubscriptionTarget.OfGenre;
import io.episodal.domain.subscription.SubscriptionTarget.OfRelease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of notifications when what they tell of is deleted, taken back or put off. */
final class RetractionTest extends EngineTest {
  private static final Duration WINDOW = Duration.ofHours(1);

  private ReleaseId release;
  private UserId follower;

  @BeforeEach
  void followARelease() {
    release = episodal.catalog().releases().create(ReleaseDetails.titled("Frieren")).id();
    follower = follower(new OfRelease(release));
  }

  @Test
  void whatWaitsForADigestIsRetractedWithItsEpisode() {
    var episodes = createOneByOne(9);
    assertEquals(5, unread());

    episodal.catalog().episodes().delete(episodes.get(6));
    setStatus(episodes.get(8), EpisodeStatus.UPCOMING);
    passAWindow();

    assertEquals("Episodes 6 and 8 of Frieren", told(follower).getFirst());
    assertEquals(6, unread());
  }

  @Test
  void ofADigestThatNobodyReadWhatIsTakenBackDisappears() {
    var episodes = createOneByOne(7);
    passAWindow();
    assertEquals("Episodes 6 and 7 of Frieren", told(follower).getFirst());

    setStatus(episodes.get(5), EpisodeStatus.UPCOMING);
    assertEquals("Episode 7 of Frieren", told(follower).getFirst());
    assertEquals(6, unread());

    episodal.catalog().episodes().delete(episodes.get(6));
    assertEquals("Episode 5 of Frieren is out: Part 5", told(follower).getFirst());
    assertEquals(5, unread());

    setStatus(episodes.get(5), EpisodeStatus.RELEASED);
    episodal.jobs().runDue();
    assertEquals("Episode 6 of Frieren", told(follower).getFirst());
    assertEquals(6, unread());
  }

  @Test
  void aDeletedReleaseTakesAllWithItThatWaitsOrIsUnread() {
    createOneByOne(8);

    episodal.catalog().releases().delete(release);
    passAWindow();

    assertEquals(List.of(), told(follower));
    assertEquals(0, unread());
  }

  @Test
  void theAnnouncementOfADeletedReleaseIsRetracted() {
    var genre = genre("Drama");
    var fan = follower(new OfGenre(genre));
    var details = ReleaseDetails.titled("Dune").in(Set.of(genre), null);
    var added = episodal.catalog().releases().create(details).id();
    episodal.jobs().runDue();
    assertEquals(1, told(fan).size());

    episodal.catalog().releases().delete(added);

    assertEquals(List.of(), told(fan));
    assertEquals(0, episodal.notifications().unreadCount(fan));
  }

  @Test
  void anEpisodeThatIsPutOffIsToldWhenItsNewDateComes() {
    var day = Duration.ofDays(1);
    var id = create(1, clock.instant().plus(day));

    setDate(id, clock.instant().plus(day.multipliedBy(2)));
    clock.advance(day);
    episodal.jobs().runDue();
    assertEquals(List.of(), told(follower));

    clock.advance(day);
    episodal.jobs().runDue();
    assertEquals(1, told(follower).size());
  }

  @Test
  void anEpisodeThatIsBroughtForwardIsToldAtItsNewDate() {
    var id = create(1, clock.instant().plus(Duration.ofDays(7)));

    setDate(id, clock.instant().minusSeconds(1));
    clock.advance(Duration.ofSeconds(2));
    episodal.jobs().runDue();

    assertEquals(1, told(follower).size());
  }

  @Test
  void aDateAloneDoesNotTakeBackWhatIsOut() {
    var id = create(1, null);
    episodal.jobs().runDue();

    setDate(id, clock.instant().plus(Duration.ofDays(7)));
    episodal.jobs().runDue();

    assertEquals(1, unread());
  }

  @Test
  void whatIsTakenBackWithADateIsShownAgainThenAndToldOnce() {
    var id = create(1, null);
    episodal.jobs().runDue();
    var date = clock.instant().plus(Duration.ofDays(1));

    episodal
        .catalog()
        .episodes()
        .update(id, update(Change.set(date), Change.set(EpisodeStatus.UPCOMING)));
    episodal.jobs().runDue();
    assertEquals(0, unread());

    clock.advance(Duration.ofDays(1));
    episodal.jobs().runDue();
    assertEquals(1, unread());
    assertEquals(1, told(follower).size());
  }

  private List<EpisodeId> createOneByOne(int count) {
    var episodes = new ArrayList<EpisodeId>();
    for (int number = 1; number <= count; number++) {
      episodes.add(create(number, null));
      episodal.jobs().runDue();
    }
    return episodes;
  }

  private EpisodeId create(int number, @Nullable Instant date) {
    return episodal
        .catalog()
        .episodes()
        .create(new Creation(release, "Part " + number, number, null, null, date, null, null))
        .id();
  }

  private void setStatus(EpisodeId id, EpisodeStatus status) {
    episodal.catalog().episodes().update(id, update(Change.keep(), Change.set(status)));
  }

  private void setDate(EpisodeId id, Instant date) {
    episodal.catalog().episodes().update(id, update(Change.set(date), Change.keep()));
  }

  private static Update update(Change<Instant> date, Change<EpisodeStatus> status) {
    return new Update(
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        date,
        status,
        Change.keep());
  }

  private void passAWindow() {
    clock.advance(WINDOW.plusSeconds(1));
    episodal.jobs().runDue();
  }

  private long unread() {
    return episodal.notifications().unreadCount(follower);
  }
}
