package io.episodal.bootstrap;

import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.ReleaseStatus;
import io.episodal.domain.catalog.port.in.ImportCatalog.Title;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The demo's titles by made-up popularity, which favours what is on air and what is well known.
 * Immutable.
 */
final class DemoTitles {
  private final List<ReleaseId> ranked;

  private DemoTitles(List<ReleaseId> ranked) {
    this.ranked = ranked;
  }

  static DemoTitles of(
      List<Title> titles, Map<String, ReleaseId> releases, RandomGenerator chance) {
    var weighed = new ArrayList<Weighed>();
    for (var title : titles) {
      var release = releases.get(title.key());
      if (release != null) {
        weighed.add(new Weighed(release, weight(title) + chance.nextDouble()));
      }
    }
    return new DemoTitles(
        weighed.stream()
            .sorted(Comparator.comparingDouble(Weighed::weight).reversed())
            .map(Weighed::release)
            .toList());
  }

  ReleaseId first() {
    return ranked.getFirst();
  }

  /** Few titles get most of the attention: the rank's density falls with the rank (Zipf's law). */
  ReleaseId popular(RandomGenerator chance) {
    return ranked.get((int) Math.pow(ranked.size(), chance.nextDouble()) - 1);
  }

  /** What has been translated often is well known, and what is on air is talked about. */
  private static double weight(Title title) {
    return title.details().alternativeTitles().size() / 4.0
        + (title.franchise() == null ? 0 : .5)
        + (title.details().status() == ReleaseStatus.ONGOING ? 1.5 : 0);
  }

  private record Weighed(ReleaseId release, double weight) {}
}
