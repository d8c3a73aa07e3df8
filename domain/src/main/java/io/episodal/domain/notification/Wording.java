package io.episodal.domain.notification;

import io.episodal.domain.catalog.ReleaseId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of a notification.
 *
 * @param title a few words for a list
 * @param message a sentence that names the release in full, and a single episode
 */
public record Wording(String title, String message) {

  /** The words for a content; a pure function. */
  public static Wording of(Content content, Language language) {
    var messages = Messages.in(language);
    return switch (content) {
      case Content.Single(Announcement.NewEpisodes told) ->
          told.count() == 1 ? episode(told, messages) : episodes(told, messages);
      case Content.Single(Announcement.NewRelease added) ->
          wording("release", Map.of("release", added.releaseTitle()), messages);
      case Content.Digest digest -> digest(digest, messages);
      case Content.Recommended recommended -> recommendation(recommended, language, messages);
    };
  }

  private static Wording wording(String key, Map<String, ?> values, Messages messages) {
    return new Wording(
        messages.text(key + ".title", values),
        messages.capitalised(messages.text(key + ".message", values)));
  }

  private static Wording episode(Announcement.NewEpisodes told, Messages messages) {
    var values =
        Map.of(
            "release", told.releaseTitle(),
            "number", told.last().number(),
            "episode", told.last().title());
    return wording("episode", values, messages);
  }

  private static Wording episodes(Announcement.NewEpisodes told, Messages messages) {
    var episodes = EpisodeNumbers.inWords(List.of(told), messages);
    var values = Map.of("release", told.releaseTitle(), "episodes", episodes);
    return wording("episodes", values, messages);
  }

  private static Wording recommendation(
      Content.Recommended recommended, Language language, Messages messages) {
    var release = recommended.releaseTitle();
    var message =
        switch (recommended.why()) {
          case Content.Why.Deeds(var reason) ->
              messages.text(
                  "recommendation.message",
                  Map.of("reason", reason.text(language), "release", release));
          case Content.Why.Words(var words) ->
              messages.text("recommendation.words", Map.of("words", words, "release", release));
        };
    return new Wording(messages.text("recommendation.title", Map.of("release", release)), message);
  }

  private static Wording digest(Content.Digest digest, Messages messages) {
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
    episodes.forEach((release, told) -> parts.add(episodesOfRelease(told, messages)));
    if (newReleases.size() == 1) {
      parts.add(messages.text("digest.release", Map.of("release", newReleases.getFirst())));
    } else if (!newReleases.isEmpty()) {
      parts.add(messages.counted("digest.releases", newReleases.size()));
    }
    return new Wording(
        messages.counted("digest.title", digest.items().size()),
        messages.capitalised(messages.clauses(parts)));
  }

  private static String episodesOfRelease(List<Announcement.NewEpisodes> told, Messages messages) {
    var values =
        Map.of(
            "episodes", EpisodeNumbers.inWords(told, messages),
            "release", told.getLast().releaseTitle());
    return messages.text("digest.episodes", values);
  }
}
