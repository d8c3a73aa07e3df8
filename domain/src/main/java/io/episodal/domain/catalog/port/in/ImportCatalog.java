package io.episodal.domain.catalog.port.in;

import io.episodal.domain.catalog.EpisodeDetails;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * For bringing in a catalogue from elsewhere, again and again. Thread-safe; of imports at the same
 * time one is done and the others are a conflict.
 */
public interface ImportCatalog {

  /**
   * Adds what is new of some titles, all of it or nothing. A title that was imported before gets
   * the episodes whose numbers it never had and is else left as it is; what was deleted here stays
   * deleted.
   *
   * @param titles read from the beginning for each attempt, a few hundred titles at a time, so they
   *     need not fit into memory; what the iteration throws ends the import, and nothing is added
   */
  Report importTitles(Iterable<Title> titles, Audience audience);

  /** What {@link #importTitles} would do now; changes nothing. */
  Report preview(Iterable<Title> titles);

  /** The releases of those keys that were imported and are still there. */
  Map<String, ReleaseId> imported(Collection<String> keys);

  /** Who is told of what is new. */
  enum Audience {
    NOBODY,

    /**
     * Of a new release those who follow its genres and franchise; of the released episodes that a
     * release got, in one notification, those who follow it.
     */
    FOLLOWERS
  }

  /**
   * A release of another catalogue.
   *
   * @param key identifies it there, such as {@code mal:21}
   * @param details its details; genres and franchise are given by name instead
   * @param genres names of genres, made if they do not exist
   * @param franchise name of its franchise, made if it does not exist, or null
   */
  record Title(
      String key,
      ReleaseDetails details,
      Set<String> genres,
      @Nullable String franchise,
      List<EpisodeDetails> episodes) {
    public Title {
      genres = Set.copyOf(genres);
      episodes = List.copyOf(episodes);
    }
  }

  /**
   * What an import did.
   *
   * @param releases how many were added
   * @param knownReleases how many were there before
   * @param deletedReleases how many were imported once, deleted since, and left out
   * @param episodes how many were added
   * @param knownEpisodes how many were there before, or were deleted since
   * @param genres how many were added
   * @param franchises how many were added
   */
  record Report(
      long releases,
      long knownReleases,
      long deletedReleases,
      long episodes,
      long knownEpisodes,
      long genres,
      long franchises) {}
}
