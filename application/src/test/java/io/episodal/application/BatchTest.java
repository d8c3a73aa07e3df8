package io.episodal.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.EpisodeStatus;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.Named;
import io.episodal.domain.catalog.NamedUpdate;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.in.EditInBatch.Action;
import io.episodal.domain.catalog.port.in.EditInBatch.Edit;
import io.episodal.domain.catalog.port.in.EditInBatch.Edit.OfEpisode;
import io.episodal.domain.catalog.port.in.EditInBatch.Edit.OfGenre;
import io.episodal.domain.catalog.port.in.EditInBatch.Edit.OfRelease;
import io.episodal.domain.catalog.port.in.ManageEpisodes;
import io.episodal.domain.catalog.port.in.ManageReleases;
import io.episodal.domain.operation.Operation.Progress;
import io.episodal.domain.operation.Operation.Status;
import io.episodal.domain.shared.Change;
import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.shared.Violation;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Batches of edits: the rules of the single edits, all or nothing, told together. */
final class BatchTest extends EngineTest {

  @Test
  void laterEditsNameWhatEarlierOnesCreate() {
    var genre = new GenreId(newId());
    var release = new ReleaseId(newId());

    edit(
        create(genre, "Fantasy"),
        create(release, ReleaseDetails.titled("Frieren").in(Set.of(genre), null)),
        create(new EpisodeId(newId()), release, 1));

    var browse = episodal.catalog().browse();
    assertEquals(Set.of(genre), browse.release(release).details().genres());
    assertEquals(1, browse.episodes(release, PageRequest.first(5)).total());
  }

  @Test
  void episodesOfAReleaseAreToldTogetherAndTheReleaseOnce() {
    var genre = new GenreId(ids.next());
    edit(create(genre, "Fantasy"));
    var old = release("Dune");
    var follower = follower(new SubscriptionTarget.OfRelease(old));
    episodal.subscriptions().subscribe(follower, new SubscriptionTarget.OfGenre(genre));
    var added = new ReleaseId(newId());
    var edits = new ArrayList<Edit>();
    edits.add(create(added, ReleaseDetails.titled("Frieren").in(Set.of(genre), null)));
    for (int number = 1; number <= 12; number++) {
      edits.add(create(new EpisodeId(newId()), old, number));
      edits.add(create(new EpisodeId(newId()), added, number));
    }

    var operation = episodal.catalog().batch().edit(edits);
    assertEquals(Status.PENDING, episodal.operations().operation(operation).status());
    episodal.jobs().runDue();

    var done = episodal.operations().operation(operation);
    assertEquals("batch", done.kind());
    assertEquals(Status.SUCCEEDED, done.status());
    assertEquals(new Progress(2, 2, 2, 0, 0), done.progress());
    assertEquals(
        Set.of("Episodes 1 to 12 of Dune are out", "Frieren has been added to what you follow"),
        Set.copyOf(told(follower)));
  }

  @Test
  void takesBackAndDeletesAsSingleEditsDo() {
    var release = release("Frieren");
    var follower = follower(new SubscriptionTarget.OfRelease(release));
    var first = new EpisodeId(newId());
    var second = new EpisodeId(newId());
    edit(create(first, release, 1), create(second, release, 2));
    episodal.jobs().runDue();
    assertEquals(List.of("Episodes 1 and 2 of Frieren are out"), told(follower));

    edit(update(first, status(EpisodeStatus.UPCOMING)), delete(second));

    assertEquals(List.of(), told(follower));
  }

  @Test
  void namesAndNumbersNeedOnlyBeFreeInTheEnd() {
    var one = genre("One");
    var two = genre("Two");
    var gone = genre("Gone");
    var release = release("Frieren", gone);
    var first = new EpisodeId(newId());
    var second = new EpisodeId(newId());
    edit(create(first, release, 1), create(second, release, 2));
    var heir = new GenreId(newId());

    edit(
        rename(one, "Two"),
        rename(two, "One"),
        create(heir, "Gone"),
        update(release, genres(Set.of(heir))),
        delete(gone),
        update(first, number(2)),
        update(second, number(3)),
        create(new EpisodeId(newId()), release, 1));

    assertEquals(Set.of(heir), episodal.catalog().browse().release(release).details().genres());
    assertEquals(2, episodal.catalog().browse().episode(first).details().number());
    assertEquals(
        List.of(heir, two, one),
        episodal.catalog().browse().genres(PageRequest.first(9)).items().stream()
            .map(genre -> genre.id())
            .toList());
  }

  @Test
  void everyFaultIsNamedByItsPlaceAndNothingChanges() {
    var doomed = release("Doomed");
    var genre = genre("Fantasy");
    var later = new ReleaseId(newId());
    var unknown = new GenreId(ids.next());
    var missing = new EpisodeId(ids.next());

    var refused =
        refusal(
            create(new EpisodeId(newId()), later, 1),
            create(later, ReleaseDetails.titled("Later").in(Set.of(unknown), null)),
            delete(doomed),
            create(new EpisodeId(newId()), doomed, 1),
            delete(missing),
            rename(genre, "A"),
            rename(genre, "B"));

    assertEquals(
        Set.of(
            new Violation("6/id", "operation 5 is about the same genre"),
            new Violation("0/body/release_id", "operation 1 creates this release only later"),
            new Violation("1/body/genre_ids", "no genre has the id " + unknown.value()),
            new Violation("3/body/release_id", "operation 2 deletes this release"),
            new Violation("4/id", "no episode has this id")),
        Set.copyOf(((DomainError.Invalid) refused).violations()));
    assertEquals(1, releases());
    assertEquals(
        "Fantasy",
        episodal.catalog().browse().genres(PageRequest.first(1)).items().getFirst().name());
  }

  @Test
  void updatesThatBreakARuleAreNamedByTheirPlace() {
    var genre = genre("Fantasy");
    var release = release("Frieren");
    var first = new EpisodeId(newId());
    var second = new EpisodeId(newId());
    edit(create(first, release, 1), create(second, release, 2));

    var refused =
        refusal(
            create(new GenreId(newId()), "Drama"),
            rename(genre, " "),
            update(release, title("")),
            update(first, number(0)),
            update(second, withoutRelease()));

    assertEquals(
        List.of("1/body/name", "2/body/title", "3/body/number", "4/body/release_id"),
        ((DomainError.Invalid) refused).violations().stream().map(Violation::member).toList());
    assertEquals(1, episodal.catalog().browse().genres(PageRequest.first(9)).total());
  }

  @Test
  void anEpisodeOfADeletedReleaseIsNotUpdated() {
    var release = release("Frieren");
    var episode = new EpisodeId(newId());
    edit(create(episode, release, 1));

    assertEquals(
        new DomainError.Invalid(List.of(new Violation("0/id", "operation 1 deletes its release"))),
        refusal(update(episode, number(2)), delete(release)));
  }

  @Test
  void conflictsNameTheIndex() {
    var genre = genre("Fantasy");
    var release = release("Frieren", genre);
    edit(create(new EpisodeId(newId()), release, 1));

    assertEquals(
        new DomainError.Conflict("operation 1: a genre named Fantasy exists already"),
        refusal(create(new GenreId(newId()), "Drama"), create(new GenreId(newId()), "Fantasy")));
    assertEquals(
        new DomainError.Conflict("operation 1: a genre named Drama exists already"),
        refusal(create(new GenreId(newId()), "Drama"), create(new GenreId(newId()), "Drama")));
    assertEquals(
        new DomainError.Conflict("operation 1: this release has an episode 1 already"),
        refusal(
            create(new EpisodeId(newId()), release, 2),
            create(new EpisodeId(newId()), release, 1)));
    assertEquals(
        new DomainError.Conflict("operation 0: this genre is in use by 1 release"),
        refusal(delete(genre)));
    assertEquals(1, releases());
  }

  @Test
  void whatTheBatchItselfTakesOutOfUseCanGo() {
    var genre = genre("Fantasy");
    var kept = release("Kept", genre);
    var gone = release("Gone", genre);

    edit(delete(genre), update(kept, genres(Set.of())), delete(gone));

    assertEquals(0, episodal.catalog().browse().genres(PageRequest.first(1)).total());
  }

  @Test
  void aBatchHasOneToAThousandEdits() {
    var tooMany =
        IntStream.rangeClosed(0, 1_000)
            .mapToObj(each -> create(new GenreId(newId()), "Genre " + each))
            .toArray(Edit[]::new);

    assertEquals(
        List.of(new Violation("", "must have 1 to 1000 operations, not 1001")),
        ((DomainError.Invalid) refusal(tooMany)).violations());
    assertEquals(
        List.of(new Violation("", "must have 1 to 1000 operations, not 0")),
        ((DomainError.Invalid) refusal()).violations());
  }

  private UUID newId() {
    return episodal.catalog().batch().newId();
  }

  private void edit(Edit... edits) {
    episodal.catalog().batch().edit(List.of(edits));
  }

  private DomainError refusal(Edit... edits) {
    return assertThrows(DomainException.class, () -> edit(edits)).error();
  }

  private ReleaseId release(String title, GenreId... genres) {
    return episodal
        .catalog()
        .releases()
        .create(ReleaseDetails.titled(title).in(Set.of(genres), null))
        .id();
  }

  private static Edit create(GenreId id, String name) {
    return new OfGenre(id, new Action.Create<>(new Named(name, null)));
  }

  private static Edit rename(GenreId id, String name) {
    return new OfGenre(id, new Action.Update<>(new NamedUpdate(Change.set(name), Change.keep())));
  }

  private static Edit delete(GenreId id) {
    return new OfGenre(id, new Action.Delete<>());
  }

  private static Edit create(ReleaseId id, ReleaseDetails details) {
    return new OfRelease(id, new Action.Create<>(details));
  }

  private static Edit update(ReleaseId id, ManageReleases.Update update) {
    return new OfRelease(id, new Action.Update<>(update));
  }

  private static Edit delete(ReleaseId id) {
    return new OfRelease(id, new Action.Delete<>());
  }

  private static Edit create(EpisodeId id, ReleaseId release, int number) {
    return new OfEpisode(
        id,
        new Action.Create<>(
            new ManageEpisodes.Creation(
                release, "Part " + number, number, null, null, null, null, null)));
  }

  private static Edit update(EpisodeId id, ManageEpisodes.Update update) {
    return new OfEpisode(id, new Action.Update<>(update));
  }

  private static Edit delete(EpisodeId id) {
    return new OfEpisode(id, new Action.Delete<>());
  }

  private static ManageReleases.Update genres(Set<GenreId> genres) {
    return update(Change.keep(), Change.set(genres));
  }

  private static ManageReleases.Update title(String title) {
    return update(Change.set(title), Change.keep());
  }

  private static ManageReleases.Update update(Change<String> title, Change<Set<GenreId>> genres) {
    return new ManageReleases.Update(
        title,
        Change.keep(),
        genres,
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep());
  }

  private static ManageEpisodes.Update number(int number) {
    return update(Change.keep(), Change.set(number), Change.keep());
  }

  private static ManageEpisodes.Update status(EpisodeStatus status) {
    return update(Change.keep(), Change.keep(), Change.set(status));
  }

  private static ManageEpisodes.Update withoutRelease() {
    return update(Change.clear(), Change.keep(), Change.keep());
  }

  private static ManageEpisodes.Update update(
      Change<ReleaseId> release, Change<Integer> number, Change<EpisodeStatus> status) {
    return new ManageEpisodes.Update(
        release,
        Change.keep(),
        number,
        Change.keep(),
        Change.keep(),
        Change.keep(),
        status,
        Change.keep());
  }
}
