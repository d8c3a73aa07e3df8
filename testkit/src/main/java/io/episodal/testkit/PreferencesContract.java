package io.episodal.testkit;

import static io.episodal.domain.notification.DeliveryPolicy.USUAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Announcement;
import io.episodal.domain.notification.Content;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.DigestCadence;
import io.episodal.domain.notification.InboxFilter;
import io.episodal.domain.notification.NotificationPreferences;
import io.episodal.domain.notification.NotificationType;
import io.episodal.domain.notification.QuietHours;
import io.episodal.domain.notification.port.out.FanOut.Delivered;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.subscription.SubscriptionTarget.OfFranchise;
import io.episodal.domain.subscription.SubscriptionTarget.OfGenre;
import io.episodal.domain.subscription.SubscriptionTarget.OfRelease;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Users hear of what they want to hear of, and get digests when they want them. */
public abstract class PreferencesContract extends PersistenceContract {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final QuietHours NIGHT = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 30));

  /** A Wednesday, ten in the morning in Berlin. */
  private static final Instant MORNING = Instant.parse("2026-03-04T09:00:00Z");

  private Newsroom newsroom;
  private OfGenre genre;
  private OfFranchise franchise;
  private OfRelease release;
  private UserId muting;
  private UserId other;

  @BeforeEach
  void openNewsroom() {
    clock.set(MORNING);
    newsroom = new Newsroom(unitOfWork(), clock, ids);
    var drama = samples.genre("Drama");
    var saga = samples.franchise("Saga");
    var title = samples.release(Samples.fullDetails(Set.of(drama.id()), saga.id()));
    run(tx -> {
      tx.genres().add(List.of(drama));
      tx.franchises().add(List.of(saga));
      tx.releases().add(List.of(title));
    });
    genre = new OfGenre(drama.id());
    franchise = new OfFranchise(saga.id());
    release = new OfRelease(title.id());
    muting = samples.user();
    other = samples.user();
    Stream.of(muting, other).forEach(user -> newsroom.follow(user, release, genre, franchise));
  }

  @Test
  void areUsualUntilSomethingIsSaid() {
    assertEquals(NotificationPreferences.USUAL, find(muting));
    assertEquals(NotificationPreferences.USUAL, write(tx -> tx.preferences().findForUpdate(other)));
    assertEquals(NotificationPreferences.USUAL, find(other));
  }

  @Test
  void areKeptInFull() {
    var said =
        new NotificationPreferences(
            Set.of(NotificationType.RECOMMENDATION, NotificationType.DIGEST),
            Set.of(genre, franchise, release),
            BERLIN,
            NIGHT,
            DigestCadence.WEEKLY,
            "pt-BR");

    put(muting, said);

    assertEquals(said, find(muting));
    assertEquals(NotificationPreferences.USUAL, find(other));
    put(muting, NotificationPreferences.USUAL);
    assertEquals(NotificationPreferences.USUAL, find(muting));
  }

  @Test
  void thoseWithQuietHoursAreFound() {
    var quiet = digests(NIGHT, DigestCadence.DAILY);
    put(muting, quiet);
    put(other, off(NotificationType.DIGEST));
    var silent = samples.user();
    put(silent, quiet);

    assertEquals(
        Map.of(muting, quiet),
        read(tx -> tx.preferences().withQuietHours(Set.of(muting, other, samples.user()))));
  }

  @Test
  void theLanguageComesWithTheInbox() {
    assertNull(language(muting));

    put(
        muting,
        new NotificationPreferences(
            Set.of(), Set.of(), BERLIN, null, DigestCadence.WHEN_FREE, "de-AT"));

    assertEquals("de-AT", language(muting));
    assertNull(language(other));
  }

  @Test
  void changesThatRaceAreMadeOneAfterTheOther() {
    var targets = Stream.generate(() -> new OfRelease(new ReleaseId(ids.next()))).limit(8).toList();

    Race.of(
        8,
        thread ->
            () ->
                write(tx -> {
                  var before = tx.preferences().findForUpdate(muting);
                  var muted =
                      Stream.concat(before.muted().stream(), Stream.of(targets.get(thread)));
                  tx.preferences().put(muting, muting(muted.toArray(SubscriptionTarget[]::new)));
                  return true;
                }));

    assertEquals(Set.copyOf(targets), find(muting).muted());
  }

  @Test
  void whatIsNotThereIsKnownToBeMissing() {
    var noGenre = new OfGenre(new GenreId(release.value()));
    var noFranchise = new OfFranchise(new FranchiseId(ids.next()));

    var missing =
        read(tx ->
            tx.subscriptions().missing(List.of(release, genre, franchise, noGenre, noFranchise)));

    assertEquals(Set.of(noGenre, noFranchise), missing);
  }

  @Test
  void aMutedReleaseGenreOrFranchiseSilencesItsEpisodes() {
    for (var target : List.of(release, genre, franchise)) {
      put(muting, muting(target));

      assertEquals(new Delivered(1, 0, 0, 1, null), tellEpisode(USUAL));
    }
    put(muting, NotificationPreferences.USUAL);

    assertEquals(new Delivered(2, 0, 0, null), tellEpisode(USUAL));
    assertEquals(1, newsroom.told(muting).size());
    assertEquals(4, newsroom.told(other).size());
  }

  @Test
  void whatIsMutedElsewhereIsHeard() {
    put(muting, muting(newsroom.aRelease(), new OfGenre(new GenreId(ids.next()))));

    assertEquals(new Delivered(2, 0, 0, null), tellEpisode(USUAL));
  }

  @Test
  void aTypeThatIsOffIsNotTold() {
    put(muting, off(NotificationType.NEW_RELEASE));
    var added = newsroom.record(new Announcement.NewRelease(release.id(), "Added"));

    assertEquals(new Delivered(1, 0, 0, 1, null), newsroom.tell(added, USUAL, genre, franchise));
    assertEquals(new Delivered(2, 0, 0, null), tellEpisode(USUAL));
  }

  @ParameterizedTest
  @EnumSource
  void whoMutesAtTheLimitIsNeitherToldNorHeldBack(DeliveryPolicy.Overflow overflow) {
    var strict = new DeliveryPolicy(1, Duration.ofHours(1), overflow);
    tellEpisode(strict);
    put(muting, muting(genre));

    var delivered = tellEpisode(strict);

    assertEquals(1, delivered.muted());
    assertEquals(1, delivered.digested() + delivered.skipped());
    put(muting, NotificationPreferences.USUAL);
    clock.advance(strict.window());
    newsroom.tellDigests(strict);
    assertEquals(List.of(), newsroom.digests(muting));
  }

  @Test
  void aDigestLeavesOutWhatIsMutedMeanwhile() {
    var another = newsroom.aRelease();
    newsroom.follow(muting, another);
    var strict = new DeliveryPolicy(1, Duration.ofHours(1), DeliveryPolicy.Overflow.DIGEST);
    tellEpisode(strict);
    tellEpisode(strict);
    var kept = newsroom.episodeOf(another);
    newsroom.tell(kept, strict, another);
    put(muting, muting(genre));
    clock.advance(strict.window());

    newsroom.tellDigests(strict);

    assertEquals(
        List.of(new Content.Digest(List.of(newsroom.announcement(kept)))),
        newsroom.digests(muting));
    assertEquals(1, newsroom.digests(other).size());
  }

  @Test
  void whoWantsNoDigestsIsNotHeldBack() {
    var strict = new DeliveryPolicy(1, Duration.ofHours(1), DeliveryPolicy.Overflow.DIGEST);
    put(muting, off(NotificationType.DIGEST));
    tellEpisode(strict);

    assertEquals(new Delivered(0, 1, 0, 1, null), tellEpisode(strict));

    put(other, off(NotificationType.DIGEST));
    clock.advance(strict.window());
    newsroom.tellDigests(strict);
    assertEquals(List.of(), newsroom.digests(muting));
    assertEquals(List.of(), newsroom.digests(other));
    assertEquals(Set.of(), newsroom.lanesWithDueDigests());
  }

  @Test
  void digestsWaitForTheEndOfQuietHoursAndTheInboxDoesNot() {
    put(muting, digests(NIGHT, DigestCadence.WHEN_FREE));
    clock.set(Instant.parse("2026-03-04T20:30:00Z"));
    var events = newsroom.episodesOf(release, 7);
    events.forEach(event -> newsroom.tell(event, USUAL, release));
    clock.advance(USUAL.window());
    assertEquals(5, newsroom.inbox(muting).size());

    newsroom.tellDigests(USUAL);

    assertEquals(0, newsroom.digests(muting).size());
    assertEquals(1, newsroom.digests(other).size());
    assertEquals(Set.of(), newsroom.lanesWithDueDigests());
    clock.set(Instant.parse("2026-03-05T06:29:59.999999Z"));
    assertEquals(Set.of(), newsroom.lanesWithDueDigests());
    clock.set(Instant.parse("2026-03-05T06:30:00Z"));
    newsroom.tellDigests(USUAL);
    assertEquals(2, newsroom.digests(muting).getFirst().items().size());
  }

  @Test
  void aDailyDigestGathersUntilTheMorning() {
    put(muting, digests(null, DigestCadence.DAILY));
    tellSix();
    clock.advance(Duration.ofHours(5));
    tellSix();
    newsroom.tellDigests(USUAL);
    assertEquals(0, newsroom.digests(muting).size());

    clock.set(Instant.parse("2026-03-05T06:59:59.999999Z"));
    newsroom.tellDigests(USUAL);
    assertEquals(0, newsroom.digests(muting).size());

    clock.set(Instant.parse("2026-03-05T07:00:00Z"));
    newsroom.tellDigests(USUAL);
    assertEquals(2, newsroom.digests(muting).getFirst().items().size());
  }

  @Test
  void aWeeklyDigestComesOnMonday() {
    put(muting, digests(null, DigestCadence.WEEKLY));
    tellSix();
    for (int day = 0; day < 4; day++) {
      clock.advance(Duration.ofDays(1));
      newsroom.tellDigests(USUAL);
      assertEquals(0, newsroom.digests(muting).size());
    }

    clock.set(Instant.parse("2026-03-09T07:00:00Z"));
    newsroom.tellDigests(USUAL);
    assertEquals(1, newsroom.digests(muting).size());
  }

  @Test
  void aDigestOfTheMorningThatMeetsTheLimitComesTheSameDay() {
    put(muting, digests(null, DigestCadence.DAILY));
    tellSix();
    clock.set(Instant.parse("2026-03-05T06:50:00Z"));
    tellSix();
    clock.set(Instant.parse("2026-03-05T07:00:00Z"));
    newsroom.tellDigests(USUAL);
    assertEquals(0, newsroom.digests(muting).size());

    clock.set(Instant.parse("2026-03-05T07:50:00Z"));
    newsroom.tellDigests(USUAL);

    assertEquals(2, newsroom.digests(muting).getFirst().items().size());
  }

  @Test
  void whatWasMutedIsForgottenAfterAWhile() {
    put(muting, muting(genre, release));
    put(muting, muting(genre));
    put(muting, muting(genre, release));
    clock.advance(Duration.ofDays(1));
    put(muting, muting(genre));
    clock.advance(Duration.ofDays(30));

    assertEquals(0, forgetEnded(clock.instant().minus(Duration.ofDays(30))));
    assertEquals(1, forgetEnded(clock.instant()));
    assertEquals(0, forgetEnded(clock.instant()));
    assertEquals(Set.of(genre), find(muting).muted());
  }

  private void tellSix() {
    for (int i = 0; i < 6; i++) {
      tellEpisode(USUAL);
    }
  }

  private Delivered tellEpisode(DeliveryPolicy policy) {
    return newsroom.tell(newsroom.episodeOf(release), policy, release);
  }

  private @Nullable String language(UserId user) {
    return read(tx -> tx.inbox().page(user, InboxFilter.ALL, PageRequest.first(1))).language();
  }

  private NotificationPreferences find(UserId user) {
    return read(tx -> tx.preferences().find(user));
  }

  private void put(UserId user, NotificationPreferences preferences) {
    run(tx -> tx.preferences().put(user, preferences));
  }

  private long forgetEnded(Instant before) {
    return write(tx -> tx.preferences().forgetEnded(before));
  }

  private static NotificationPreferences muting(SubscriptionTarget... targets) {
    return new NotificationPreferences(
        Set.of(), Set.of(targets), BERLIN, null, DigestCadence.WHEN_FREE, null);
  }

  private static NotificationPreferences off(NotificationType type) {
    return new NotificationPreferences(
        Set.of(type), Set.of(), BERLIN, null, DigestCadence.WHEN_FREE, null);
  }

  private static NotificationPreferences digests(
      @Nullable QuietHours quiet, DigestCadence cadence) {
    return new NotificationPreferences(Set.of(), Set.of(), BERLIN, quiet, cadence, null);
  }
}
