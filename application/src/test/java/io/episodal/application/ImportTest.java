package io.episodal.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.episodal.domain.catalog.EpisodeDetails;
import io.episodal.domain.catalog.EpisodeStatus;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.in.ImportCatalog;
import io.episodal.domain.catalog.port.in.ImportCatalog.Audience;
import io.episodal.domain.catalog.port.in.ImportCatalog.Report;
import io.episodal.domain.catalog.port.in.ImportCatalog.Title;
import io.episodal.domain.catalog.port.in.ManageReleases;
import io.episodal.domain.shared.Change;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.subscription.SubscriptionTarget.OfGenre;
import io.episodal.domain.subscription.SubscriptionTarget.OfRelease;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an import adds, what it leaves alone, and who hears of it. */
final class ImportTest extends EngineTest {
  private final ImportCatalog imports = episodal.catalog().imports();

  @Test
  void everythingNewIsAddedAndCounted() {
    var report = silently(title("a", 3), title("b", 2));

    assertEquals(new Report(2, 0, 0, 5, 0, 1, 1), report);
    assertEquals(3, episodes("a"));
    var genres = episodal.catalog().browse().genres(PageRequest.first(5)).items();
    assertEquals(List.of("Drama"), genres.stream().map(genre -> genre.name()).toList());
  }

  @Test
  void aRepeatedImportAddsOnlyWhatIsNew() {
    silently(title("a", 3));

    assertEquals(new Report(0, 1, 0, 0, 3, 0, 0), silently(title("a", 3)));
    assertEquals(new Report(1, 1, 0, 3, 3, 0, 0), silently(title("a", 5), title("b", 1)));
    assertEquals(5, episodes("a"));
  }

  @Test
  void whatWasEditedStaysAsItIs() {
    silently(title("a", 1));
    var edited =
        new ManageReleases.Update(
            Change.set("Edited"),
            Change.keep(),
            Change.keep(),
            Change.keep(),
            Change.keep(),
            Change.keep(),
            Change.keep(),
            Change.keep(),
            Change.keep(),
            Change.keep(),
            Change.keep(),
            Change.keep());
    episodal.catalog().releases().update(release("a"), edited);

    silently(title("a", 2));

    assertEquals("Edited", episodal.catalog().browse().release(release("a")).title());
    assertEquals(2, episodes("a"));
  }

  @Test
  void whatWasDeletedStaysDeleted() {
    silently(title("a", 2), title("b", 2));
    episodal.catalog().releases().delete(release("a"));
    var first =
        episodal.catalog().browse().episodes(release("b"), PageRequest.first(1)).items().getFirst();
    episodal.catalog().episodes().delete(first.id());

    assertEquals(new Report(0, 1, 1, 1, 2, 0, 0), silently(title("a", 2), title("b", 3)));
    assertEquals(Map.of(), imports.imported(List.of("a")));
    assertEquals(2, episodes("b"));
  }

  @Test
  void aPreviewTellsTheSameAndChangesNothing() {
    silently(title("a", 1));
    var titles = List.of(title("a", 2), title("b", 2));

    var preview = imports.preview(titles);

    assertEquals(1, releases());
    assertEquals(preview, imports.importTitles(titles, Audience.NOBODY));
    assertEquals(2, releases());
  }

  @Test
  void manyTitlesAreAddedInPortions() {
    var many = IntStream.range(0, 700).mapToObj(i -> title("key " + i, i % 3)).toList();

    assertEquals(700, imports.importTitles(many, Audience.NOBODY).releases());
    assertEquals(700, imports.importTitles(many, Audience.NOBODY).knownReleases());
  }

  @Test
  void aFaultLateInTheTitlesLeavesNothing() {
    Iterable<Title> titles =
        () ->
            Stream.concat(
                    IntStream.range(0, 600).mapToObj(i -> title("key " + i, 1)),
                    Stream.generate(ImportTest::fault))
                .iterator();

    assertThrows(IllegalStateException.class, () -> imports.importTitles(titles, Audience.NOBODY));

    assertEquals(0, releases());
    assertEquals(0, episodal.catalog().browse().genres(PageRequest.first(1)).total());
  }

  @Test
  void aKeyThatIsGivenTwiceIsRefused() {
    var refused = assertThrows(DomainException.class, () -> silently(title("a", 1), title("a", 2)));

    assertEquals("key: two titles have the key a", refused.error().detail());
    assertEquals(0, releases());
  }

  @Test
  void nobodyIsToldUnlessAsked() {
    silently(title("a", 1));
    var follower = follower(new OfRelease(release("a")));
    var fan = follower(new OfGenre(genre()));

    silently(title("a", 2), title("b", 1));
    episodal.jobs().runDue();

    assertEquals(0, episodal.notifications().unreadCount(follower));
    assertEquals(0, episodal.notifications().unreadCount(fan));
  }

  @Test
  void followersAreToldOfNewReleasesAndOnceOfAllNewEpisodesOfOne() {
    silently(title("a", 1));
    var follower = follower(new OfRelease(release("a")));
    var fan = follower(new OfGenre(genre()));

    imports.importTitles(List.of(title("a", 12), title("b", 3)), Audience.FOLLOWERS);
    episodal.jobs().runDue();

    assertEquals(List.of("Episodes 2 to 12 of Title a are out"), told(follower));
    assertEquals(List.of("Title b has been added to what you follow"), told(fan));

    imports.importTitles(List.of(title("a", 12), title("b", 3)), Audience.FOLLOWERS);
    episodal.jobs().runDue();

    assertEquals(1, told(follower).size());
    assertEquals(1, told(fan).size());
  }

  @Test
  void followersAreToldOfAnyNumberOfEpisodesInOneSentence() {
    silently(title("a", 1));
    var follower = follower(new OfRelease(release("a")));

    imports.importTitles(List.of(title("a", 900)), Audience.FOLLOWERS);
    episodal.jobs().runDue();

    assertEquals(List.of("Episodes 2 to 900 of Title a are out"), told(follower));
  }

  private static Title fault() {
    throw new IllegalStateException("a fault in the file");
  }

  private Title title(String key, int episodes) {
    return new Title(
        key,
        ReleaseDetails.titled("Title " + key),
        Set.of("Drama"),
        "Saga",
        IntStream.rangeClosed(1, episodes)
            .mapToObj(number ->
                new EpisodeDetails(
                    "Part " + number, number, null, null, null, EpisodeStatus.RELEASED, null))
            .toList());
  }

  private Report silently(Title... titles) {
    return imports.importTitles(List.of(titles), Audience.NOBODY);
  }

  private ReleaseId release(String key) {
    return imports.imported(List.of(key)).values().iterator().next();
  }

  private long episodes(String key) {
    return episodal.catalog().browse().episodes(release(key), PageRequest.first(1)).total();
  }

  private GenreId genre() {
    return episodal.catalog().browse().genres(PageRequest.first(1)).items().getFirst().id();
  }
}
