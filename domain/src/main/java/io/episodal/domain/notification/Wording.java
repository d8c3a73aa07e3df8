package io.episodal.domain.notification;

import io.episodal.domain.catalog.ReleaseId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The words of a notification, in English.
 *
 * @param title a few words for a list
 * @param message a sentence that names the release in full, and a single episode
 */
public record Wording(String title, String message) {

  /** The words for a content; a pure function. */
  public static Wording of(Content content) {
    return switch (content) {
      case Content.Single(Announcement.NewEpisodes told) ->
          told.count() == 1 ? episode(told) : episodes(told);
      case Content.Single(Announcement.NewRelease release) ->
          new Wording(
              "New release: " + release.releaseTitle(),
              release.releaseTitle() + " has been added to what you follow");
      case Content.Digest digest -> digest(digest);
    };
  }

  private static Wording episode(Announcement.NewEpisodes told) {
    return new Wording(
        "New episode of " + told.releaseTitle(),
        "Episode %d of %s is out: %s"
            .formatted(told.last().number(), told.releaseTitle(), told.last().title()));
  }

  private static Wording episodes(Announcement.NewEpisodes told) {
    return new Wording(
        "New episodes of " + told.releaseTitle(),
        Phrases.capitalised(EpisodeNumbers.inWords(List.of(told)))
            + " of %s are out".formatted(told.releaseTitle()));
  }

  private static Wording digest(Content.Digest digest) {
    var episodes = new LinkedHashMap<ReleaseId, List<Announcement.NewEpisodes>>();
    var newReleases = new ArrayList<String>();
    for (var item : digest.items()) {
      switch (item) {
        case Announcement.NewEpisodes told ->
            episodes.computeIfAbsent(told.release(), id -> new ArrayList<>()).add(told);
        case Announcement.NewRelease release -> newReleases.add(release.releaseTitle());
      }
    }
    var parts = new ArrayList<String>();
    episodes.forEach((release, told) ->
        parts.add(EpisodeNumbers.inWords(told) + " of " + told.getLast().releaseTitle()));
    if (newReleases.size() == 1) {
      parts.add("a new release: " + newReleases.getFirst());
    } else if (!newReleases.isEmpty()) {
      parts.add(newReleases.size() + " new releases");
    }
    var count = digest.items().size();
    return new Wording(
        count == 1 ? "1 more update" : count + " more updates",
        Phrases.capitalised(Phrases.join(parts, ", and ")));
  }
}
