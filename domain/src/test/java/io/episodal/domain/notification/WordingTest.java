package io.episodal.domain.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.notification.Announcement.NewEpisodes;
import io.episodal.domain.notification.Announcement.NewRelease;
import io.episodal.domain.notification.Content.Digest;
import io.episodal.domain.notification.Content.Recommended;
import io.episodal.domain.notification.Content.Single;
import io.episodal.domain.notification.Content.Why;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WordingTest {

  @Test
  void namesReleaseAndEpisodeInFull() {
    var wording = inEnglish(new Single(episode("Frieren", 12)));

    assertEquals("New episode of Frieren", wording.title());
    assertEquals("Episode 12 of Frieren is out: Title 12", wording.message());
  }

  @Test
  void aDigestGathersNumbersByRelease() {
    var digest =
        new Digest(
            List.of(
                episode("X", 4),
                episode("Y", 1),
                episode("X", 6),
                episode("X", 5),
                episode("X", 9),
                release("N1"),
                release("N2"),
                release("N3")));

    var wording = inEnglish(digest);

    assertEquals("8 more updates", wording.title());
    assertEquals(
        "Episodes 4 to 6 and 9 of X, episode 1 of Y, and 3 new releases", wording.message());
  }

  @Test
  void aRecommendationSaysWhy() {
    var release = new ReleaseId(new UUID(1, 1));
    var followed = new SubscriptionTarget.OfRelease(new ReleaseId(new UUID(1, 2)));
    var reason = new Reason(List.of(new Cause(Cause.Deed.FOLLOWS, followed, "Dune")));

    var byDeeds = new Recommended(release, "iZombie", new Why.Deeds(reason));
    var byHand = new Recommended(release, "iZombie", new Why.Words("{release} of \"May\""));

    assertEquals("You may like iZombie", inEnglish(byDeeds).title());
    assertEquals("Because you follow Dune, you may like iZombie", inEnglish(byDeeds).message());
    assertEquals("iZombie: {release} of \"May\"", inEnglish(byHand).message());
    assertEquals(
        "Weil du Dune folgst, gefällt dir vielleicht iZombie",
        Wording.of(byDeeds, Language.GERMAN).message());
  }

  @Test
  void blankAndEndlessWordsAreRefused() {
    assertThrows(DomainException.class, () -> new Why.Words(" "));
    assertThrows(DomainException.class, () -> new Why.Words("a".repeat(Why.Words.LONGEST + 1)));
  }

  @Test
  void aDigestOfOneSaysSo() {
    var wording = inEnglish(new Digest(List.of(release("Dune"))));

    assertEquals("1 more update", wording.title());
    assertEquals("A new release: Dune", wording.message());
  }

  @Test
  void episodesThatCameTogetherAreToldByNumber() {
    var wording = inEnglish(new Single(episodes("Frieren", 3, 2, 1, 7, 8, 12)));

    assertEquals("New episodes of Frieren", wording.title());
    assertEquals("Episodes 1 to 3, 7, 8 and 12 of Frieren are out", wording.message());
  }

  @Test
  void numbersInTooManyRunsAreCounted() {
    var odd = IntStream.range(0, 9).map(n -> 2 * n + 1).toArray();

    assertEquals("9 episodes of X are out", inEnglish(new Single(episodes("X", odd))).message());
    assertEquals(
        "Episodes 1, 3, 5, 7, 9, 11, 13 and 15 of X are out",
        inEnglish(new Single(episodes("X", Arrays.copyOf(odd, 8)))).message());
  }

  @Test
  void aDigestMergesEpisodesThatCameTogetherWithOthers() {
    var digest = new Digest(List.of(episodes("X", 1, 2, 3), episode("X", 4), episodes("Y", 1, 2)));

    var wording = inEnglish(digest);

    assertEquals("3 more updates", wording.title());
    assertEquals("Episodes 1 to 4 of X, and episodes 1 and 2 of Y", wording.message());
  }

  @Test
  void manyEpisodesAreToldFromTheFirstToTheLast() {
    var many = episodes("X", IntStream.rangeClosed(1, 900).toArray()).inBrief();

    assertEquals(NewEpisodes.MOST_NAMED, many.episodes().size());
    assertEquals("Episodes 1 to 900 of X are out", inEnglish(new Single(many)).message());
    assertEquals(
        "Episodes 1 to 901 of X",
        inEnglish(new Digest(List.of(many, episode("X", 901)))).message());
  }

  @Test
  void manyEpisodesWithGapsAreCounted() {
    var odd = episodes("X", IntStream.range(0, 900).map(n -> 2 * n + 1).toArray()).inBrief();

    assertEquals("900 episodes of X are out", inEnglish(new Single(odd)).message());
    assertEquals(
        "901 episodes of X", inEnglish(new Digest(List.of(odd, episode("X", 2)))).message());
  }

  @Test
  void whatHasFewEpisodesNamesThemAll() {
    var few = episodes("X", IntStream.rangeClosed(1, NewEpisodes.MOST_NAMED).toArray());

    assertEquals(few, few.inBrief());
  }

  @Test
  void germanHasFormsOfItsOwn() {
    var one = inGerman(new Single(episode("Frieren", 12)));
    var several = inGerman(new Single(episodes("Frieren", 4, 5, 6, 7, 9)));
    var odd = IntStream.range(0, 9).map(n -> 2 * n + 1).toArray();
    var added = inGerman(new Single(release("Dune")));

    assertEquals("Neue Folge von Frieren", one.title());
    assertEquals("Folge 12 von Frieren ist da: Title 12", one.message());
    assertEquals("Neue Folgen von Frieren", several.title());
    assertEquals("Folgen 4 bis 7 und 9 von Frieren sind da", several.message());
    assertEquals("9 Folgen von X sind da", inGerman(new Single(episodes("X", odd))).message());
    assertEquals("Neu im Angebot: Dune", added.title());
    assertEquals("Dune ist zu dem hinzugekommen, dem du folgst", added.message());
  }

  @Test
  void aDigestInGermanCountsToo() {
    var one = inGerman(new Digest(List.of(release("Dune"))));
    var many =
        inGerman(
            new Digest(
                List.of(
                    episodes("X", 4, 5, 6, 7),
                    episode("Y", 1),
                    release("N1"),
                    release("N2"),
                    release("N3"))));

    assertEquals("1 weitere Neuigkeit", one.title());
    assertEquals("Ein neuer Titel: Dune", one.message());
    assertEquals("5 weitere Neuigkeiten", many.title());
    assertEquals("Folgen 4 bis 7 von X, Folge 1 von Y und 3 neue Titel", many.message());
  }

  @Test
  void titlesAreNotReadAsPlaces() {
    var odd = release("{release} $1 \\ {count}");

    assertEquals("New release: {release} $1 \\ {count}", inEnglish(new Single(odd)).title());
  }

  private static Wording inEnglish(Content content) {
    return Wording.of(content, Language.ENGLISH);
  }

  private static Wording inGerman(Content content) {
    return Wording.of(content, Language.GERMAN);
  }

  private static NewEpisodes episode(String title, int number) {
    return episodes(title, number);
  }

  private static NewEpisodes episodes(String title, int... numbers) {
    return new NewEpisodes(
        id(title),
        title,
        Arrays.stream(numbers)
            .mapToObj(number ->
                new EpisodeReference(new EpisodeId(new UUID(2, number)), "Title " + number, number))
            .toList());
  }

  private static NewRelease release(String title) {
    return new NewRelease(id(title), title);
  }

  private static ReleaseId id(String title) {
    return new ReleaseId(new UUID(1, title.hashCode()));
  }
}
