package io.episodal.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.EpisodeStatus;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.Named;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.in.ManageEpisodes.Creation;
import io.episodal.domain.catalog.port.in.ManageEpisodes.Update;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.InboxFilter;
import io.episodal.domain.operation.Operation.Progress;
import io.episodal.domain.operation.Operation.Status;
import io.episodal.domain.shared.Change;
import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.subscription.SubscriptionTarget.OfFranchise;
import io.episodal.domain.subscription.SubscriptionTarget.OfGenre;
import io.episodal.domain.subscription.SubscriptionTarget.OfRelease;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From an edit of the catalogue to the inboxes of followers, through the public door. */
final class PublishingTest extends EngineTest {

  @Test
  void aReleasedEpisodeIsToldToTheFollowersOfItsRelease() {
    var release = release("Frieren");
    var follower = follower(new OfRelease(release));
    var stranger = new UserId(ids.next());

    var accepted = episodal.catalog().episodes().create(episode(release, 1, null, null));

    assertEquals(Status.PENDING, episodal.operations().operation(accepted.operation()).status());
    episodal.jobs().runDue();
    var operation = episodal.operations().operation(accepted.operation());
    assertEquals(Status.SUCCEEDED, operation.status());
    assertEquals(new Progress(1, 1, 1, 0, 0), operation.progress());
    assertEquals(List.of("Episode 1 of Frieren is out: Part 1"), told(follower));
    assertEquals(List.of(), told(stranger));
  }

  @Test
  void whoFollowsLaterIsNotTold() {
    var release = release("Frieren");
    episodal.catalog().episodes().create(episode(release, 1, null, null));
    clock.advance(Duration.ofSeconds(1));
    var late = follower(new OfRelease(release));

    episodal.jobs().runDue();

    assertEquals(List.of(), told(late));
  }

  @Test
  void anUpcomingEpisodeIsToldWhenItsDateComes() {
    var release = release("Frieren");
    var follower = follower(new OfRelease(release));
    var date = clock.instant().plus(Duration.ofDays(1));
    var id = episodal.catalog().episodes().create(episode(release, 1, date, null)).id();
    episodal.jobs().runDue();
    assertEquals(EpisodeStatus.UPCOMING, status(id));
    assertEquals(List.of(), told(follower));

    clock.advance(Duration.ofDays(1));
    episodal.jobs().runDue();

    assertEquals(EpisodeStatus.RELEASED, status(id));
    assertEquals(1, told(follower).size());
  }

  @Test
  void episodesOfOneReleaseThatAreDueTogetherAreToldTogether() {
    var release = release("Frieren");
    var other = release("Dune");
    var follower = follower(new OfRelease(release));
    episodal.subscriptions().subscribe(follower, new OfRelease(other));
    var date = clock.instant().plus(Duration.ofDays(1));
    for (int number = 1; number <= 3; number++) {
      create(episode(release, number, date, null));
    }
    create(episode(other, 1, date, null));

    clock.advance(Duration.ofDays(1));
    episodal.jobs().runDue();

    assertEquals(
        Set.of("Episodes 1 to 3 of Frieren are out", "Episode 1 of Dune is out: Part 1"),
        Set.copyOf(told(follower)));
  }

  @Test
  void ofEpisodesToldTogetherEachCanBeTakenBackAndReleasedAgain() {
    var release = release("Frieren");
    var follower = follower(new OfRelease(release));
    var date = clock.instant().plus(Duration.ofDays(1));
    var first = create(episode(release, 1, date, null));
    var second = create(episode(release, 2, date, null));
    clock.advance(Duration.ofDays(1));
    episodal.jobs().runDue();

    setStatus(first, EpisodeStatus.UPCOMING);
    assertEquals(List.of("Episode 2 of Frieren is out: Part 2"), told(follower));

    episodal.catalog().episodes().delete(second);
    assertEquals(List.of(), told(follower));

    setStatus(first, EpisodeStatus.RELEASED);
    episodal.jobs().runDue();
    assertEquals(List.of("Episode 1 of Frieren is out: Part 1"), told(follower));
  }

  @Test
  void anEpisodeThatMovesBeforeItIsToldIsToldToTheFollowersOfItsNewRelease() {
    var old = release("Frieren");
    var newRelease = release("Dune");
    var before = follower(new OfRelease(old));
    var after = follower(new OfRelease(newRelease));
    var id = create(episode(old, 1, null, null));

    episodal.catalog().episodes().update(id, move(newRelease));
    episodal.jobs().runDue();

    assertEquals(List.of(), told(before));
    assertEquals(List.of("Episode 1 of Dune is out: Part 1"), told(after));
  }

  @Test
  void anExplicitStatusWinsOverTheDate() {
    var release = release("Frieren");
    var past = clock.instant().minus(Duration.ofDays(1));
    var future = clock.instant().plus(Duration.ofDays(1));

    var held = create(episode(release, 1, past, EpisodeStatus.UPCOMING));
    var early = create(episode(release, 2, future, EpisodeStatus.RELEASED));
    episodal.jobs().runDue();

    assertEquals(EpisodeStatus.UPCOMING, status(held));
    assertEquals(EpisodeStatus.RELEASED, status(early));
  }

  @Test
  void takingBackHidesAndReleasingAgainTellsNobodyTwice() {
    var release = release("Frieren");
    var reader = follower(new OfRelease(release));
    var other = follower(new OfRelease(release));
    var id = create(episode(release, 1, null, null));
    episodal.jobs().runDue();
    var told =
        episodal.notifications().notifications(reader, InboxFilter.ALL, PageRequest.first(10));
    episodal.notifications().markRead(reader, told.page().items().getFirst().id());

    setStatus(id, EpisodeStatus.UPCOMING);
    episodal.jobs().runDue();
    assertEquals(1, told(reader).size());
    assertEquals(0, episodal.notifications().unreadCount(other));

    setStatus(id, EpisodeStatus.RELEASED);
    episodal.jobs().runDue();
    assertEquals(1, told(reader).size());
    assertEquals(0, episodal.notifications().unreadCount(reader));
    assertEquals(1, episodal.notifications().unreadCount(other));
  }

  @Test
  void anUpdateThatChangesNoStatusTellsNobody() {
    var release = release("Frieren");
    var id = create(episode(release, 1, null, null));
    episodal.jobs().runDue();
    var follower = follower(new OfRelease(release));

    var accepted = episodal.catalog().episodes().update(id, update(Change.keep()));
    episodal.jobs().runDue();

    assertEquals(Status.SUCCEEDED, episodal.operations().operation(accepted.operation()).status());
    assertEquals(List.of(), told(follower));
  }

  @Test
  void aReleaseIsToldOnceToWhoFollowsItsGenresAndFranchise() {
    var drama = genre("Drama");
    var magic = genre("Magic");
    var saga = franchise("Saga");
    var follower = follower(new OfGenre(drama));
    episodal.subscriptions().subscribe(follower, new OfGenre(magic));
    episodal.subscriptions().subscribe(follower, new OfFranchise(saga));

    var details = ReleaseDetails.titled("Frieren").in(Set.of(drama, magic), saga);
    episodal.catalog().releases().create(details);
    episodal.jobs().runDue();

    assertEquals(List.of("Frieren has been added to what you follow"), told(follower));
  }

  @Test
  void whatIsOverTheLimitComesInOneDigest() {
    var release = release("Frieren");
    var follower = follower(new OfRelease(release));
    for (int number = 1; number <= 8; number++) {
      create(episode(release, number, null, null));
      episodal.jobs().runDue();
    }
    assertEquals(5, told(follower).size());

    clock.advance(Duration.ofHours(1).plusSeconds(1));
    episodal.jobs().runDue();

    assertEquals(6, told(follower).size());
    assertEquals("Episodes 6 to 8 of Frieren", told(follower).getFirst());
  }

  @Test
  void deletingAReleaseRetractsWhatNobodyReadAndEndsSubscriptions() {
    var release = release("Frieren");
    var follower = follower(new OfRelease(release));
    create(episode(release, 1, null, null));
    episodal.jobs().runDue();

    episodal.catalog().releases().delete(release);

    assertEquals(0, episodal.notifications().unreadCount(follower));
    assertEquals(
        0, episodal.subscriptions().subscriptions(follower, PageRequest.first(10)).total());
    var again =
        assertThrows(DomainException.class, () -> episodal.catalog().releases().delete(release));
    assertInstanceOf(DomainError.NotFound.class, again.error());
  }

  @Test
  void aDeletionBeforeTheFanOutTellsNobody() {
    var release = release("Frieren");
    var follower = follower(new OfRelease(release));
    var id = create(episode(release, 1, null, null));

    episodal.catalog().episodes().delete(id);
    episodal.jobs().runDue();

    assertEquals(List.of(), told(follower));
  }

  @Test
  void aGenreInUseStays() {
    var drama = genre("Drama");
    var details = ReleaseDetails.titled("Frieren").in(Set.of(drama), null);
    var release = episodal.catalog().releases().create(details).id();

    var refused =
        assertThrows(DomainException.class, () -> episodal.catalog().genres().delete(drama));
    assertEquals("this genre is in use by 1 release", refused.error().detail());

    episodal.catalog().releases().delete(release);
    episodal.catalog().genres().delete(drama);
    assertEquals(0, episodal.catalog().browse().genres(PageRequest.first(1)).total());
  }

  @Test
  void withoutIdentityThereAreNoAccounts() {
    assertThrows(IllegalStateException.class, episodal::identity);
  }

  private ReleaseId release(String title) {
    return episodal.catalog().releases().create(ReleaseDetails.titled(title)).id();
  }

  private FranchiseId franchise(String name) {
    return episodal.catalog().franchises().create(new Named(name, null)).id();
  }

  private EpisodeId create(Creation creation) {
    return episodal.catalog().episodes().create(creation).id();
  }

  private static Creation episode(
      ReleaseId release, int number, @Nullable Instant date, @Nullable EpisodeStatus status) {
    return new Creation(release, "Part " + number, number, null, null, date, status, null);
  }

  private void setStatus(EpisodeId id, EpisodeStatus status) {
    episodal.catalog().episodes().update(id, update(Change.set(status)));
  }

  private static Update update(Change<EpisodeStatus> status) {
    return new Update(
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        status,
        Change.keep());
  }

  private static Update move(ReleaseId release) {
    return new Update(
        Change.set(release),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep());
  }

  private EpisodeStatus status(EpisodeId id) {
    return episodal.catalog().browse().episode(id).details().status();
  }
}
