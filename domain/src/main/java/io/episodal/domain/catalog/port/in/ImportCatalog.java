package io.episodal.domain.catalog.port.in;

import io.episodal.domain.catalog.EpisodeDetails;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** For bringing in a catalogue from elsewhere. Thread-safe. */
public interface ImportCatalog {

  /**
   * Adds titles with their episodes, genres and franchises, all of them or none, and tells nobody.
   * A title whose key was imported before is left as it is, so that an import can be repeated.
   *
   * @return the release of each key, imported now or before
   */
  Map<String, ReleaseId> importTitles(List<Title> titles);

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
}
