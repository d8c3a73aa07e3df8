package io.episodal.domain.analytics;

import java.util.List;

/** A top list of releases and one of genres. Immutable. */
public record TopFigures(List<ReleaseFigures> releases, List<GenreFigures> genres) {
  public TopFigures {
    releases = List.copyOf(releases);
    genres = List.copyOf(genres);
  }
}
