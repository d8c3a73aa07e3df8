package io.episodal.domain.notification;

import io.episodal.domain.catalog.ReleaseId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;

/**
 * The words of a notification, in English.
 *
 * @param title a few words for a list
 * @param message a sentence that names release and episode in full
 */
public record Wording(String title, String message) {

  /** The words for a content; a pure function. */
  public static Wording of(Content content) {
    return switch (content) {
      case Content.Single(Announcement.NewEpisode episode) ->
          new Wording(
              "New episode of " + episode.releaseTitle(),
              "Episode %d of %s is out: %s"
                  .formatted(episode.number(), episode.releaseTitle(), episode.episodeTitle()));
      case Content.Single(Announcement.NewRelease release) ->
          new Wording(
              "New release: " + release.releaseTitle(),
              release.releaseTitle() + " has been added to what you follow");
      case Content.Digest digest -> digest(digest);
    };
  }

  private static Wording digest(Content.Digest digest) {
    var numbers = new LinkedHashMap<ReleaseId, TreeSet<Integer>>();
    var titles = new LinkedHashMap<ReleaseId, String>();
    var newReleases = new ArrayList<String>();
    for (var item : digest.items()) {
      switch (item) {
        case Announcement.NewEpisode episode -> {
          numbers.computeIfAbsent(episode.release(), id -> new TreeSet<>()).add(episode.number());
          titles.put(episode.release(), episode.releaseTitle());
        }
        case Announcement.NewRelease release -> newReleases.add(release.releaseTitle());
      }
    }
    var parts = new ArrayList<String>();
    numbers.forEach((release, of) -> parts.add(episodes(of) + " of " + titles.get(release)));
    if (newReleases.size() == 1) {
      parts.add("a new release: " + newReleases.getFirst());
    } else if (!newReleases.isEmpty()) {
      parts.add(newReleases.size() + " new releases");
    }
    var count = digest.items().size();
    return new Wording(
        count == 1 ? "1 more update" : count + " more updates", capitalised(joined(parts)));
  }

  /** Such as {@code Episodes 4 to 7, 9 and 11}. */
  private static String episodes(TreeSet<Integer> numbers) {
    var ranges = new ArrayList<String>();
    Integer first = null;
    Integer last = null;
    for (var number : numbers) {
      if (first == null || last == null || number != last + 1) {
        if (first != null && last != null) {
          ranges.addAll(range(first, last));
        }
        first = number;
      }
      last = number;
    }
    if (first != null && last != null) {
      ranges.addAll(range(first, last));
    }
    return (numbers.size() == 1 ? "episode " : "episodes ") + joinedShort(ranges);
  }

  private static List<String> range(int first, int last) {
    return switch (last - first) {
      case 0 -> List.of(String.valueOf(first));
      case 1 -> List.of(String.valueOf(first), String.valueOf(last));
      default -> List.of(first + " to " + last);
    };
  }

  private static String joinedShort(List<String> parts) {
    return join(parts, " and ");
  }

  private static String joined(List<String> parts) {
    return join(parts, ", and ");
  }

  private static String join(List<String> parts, String before) {
    return parts.size() == 1
        ? parts.getFirst()
        : String.join(", ", parts.subList(0, parts.size() - 1)) + before + parts.getLast();
  }

  private static String capitalised(String sentence) {
    return sentence.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + sentence.substring(1);
  }
}
