package io.episodal.domain.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.notification.Announcement.NewEpisode;
import io.episodal.domain.notification.Announcement.NewRelease;
import io.episodal.domain.notification.Content.Digest;
import io.episodal.domain.notification.Content.Single;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class WordingTest {

  @Test
  void namesReleaseAndEpisodeInFull() {
    var wording = Wording.of(new Single(episode("Frieren", 12)));

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

    var wording = Wording.of(digest);

    assertEquals("8 more updates", wording.title());
    assertEquals(
        "Episodes 4 to 6 and 9 of X, episode 1 of Y, and 3 new releases", wording.message());
  }

  @Test
  void aDigestOfOneSaysSo() {
    var wording = Wording.of(new Digest(List.of(release("Dune"))));

    assertEquals("1 more update", wording.title());
    assertEquals("A new release: Dune", wording.message());
  }

  private static NewEpisode episode(String title, int number) {
    return new NewEpisode(
        id(title), title, new EpisodeId(new UUID(2, number)), "Title " + number, number);
  }

  private static NewRelease release(String title) {
    return new NewRelease(id(title), title);
  }

  private static ReleaseId id(String title) {
    return new ReleaseId(new UUID(1, title.hashCode()));
  }
}
