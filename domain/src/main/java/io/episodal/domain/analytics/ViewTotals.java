package io.episodal.domain.analytics;

import java.util.EnumMap;
import java.util.Map;

/**
 * How many views are counted, and how many of them filters doubt. Immutable.
 *
 * @param views all of them
 * @param flagged those that are doubted, by the reason; every reason is there
 */
public record ViewTotals(long views, Map<ViewFlag, Long> flagged) {
  public ViewTotals {
    var all = new EnumMap<ViewFlag, Long>(ViewFlag.class);
    for (var flag : ViewFlag.values()) {
      all.put(flag, flagged.getOrDefault(flag, 0L));
    }
    flagged = Map.copyOf(all);
  }

  /** Those that no filter doubts. */
  public long unflagged() {
    return views - flagged.values().stream().mapToLong(Long::longValue).sum();
  }
}
