package io.episodal.bootstrap;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds out what items share and names it after the earliest of them, whose title does not change
 * when more parts come out. What only one item has is no franchise. Not thread-safe.
 */
final class FranchiseNames {
  private static final Pattern SEASON =
      Pattern.compile("\\s*([(（]\\d{4}[)）]|[(（]?第\\d+(期|シリーズ|シーズン|クール)[)）]?)$");

  private final Map<String, Group> groups = new LinkedHashMap<>();

  /** What shares a name-giver, and how many do. */
  private record Group(BangumiItem first, int size) {
    Group with(BangumiItem item) {
      return new Group(isEarlier(item, first) ? item : first, size + 1);
    }

    private static boolean isEarlier(BangumiItem one, BangumiItem other) {
      return one.begin() != null && (other.begin() == null || one.begin().isBefore(other.begin()));
    }
  }

  void add(BangumiItem item) {
    item.franchise()
        .ifPresent(shared -> groups.merge(shared, new Group(item, 1), (of, one) -> of.with(item)));
  }

  /** The name of each franchise, all different, by what its parts share. */
  Map<String, String> names() {
    var names = new HashMap<String, String>();
    var taken = new HashSet<String>();
    groups.forEach((shared, group) -> {
      if (group.size() > 1) {
        names.put(shared, free(group.first(), taken));
      }
    });
    return names;
  }

  private static String free(BangumiItem first, Set<String> taken) {
    var plain = SEASON.matcher(first.title()).replaceFirst("");
    var name = plain.isBlank() ? first.title() : plain;
    var year = first.begin() == null ? "" : first.begin().toString().substring(0, 4);
    var wanted = name;
    for (int i = 1; !taken.add(wanted); i++) {
      wanted = "%s (%s)".formatted(name, i == 1 && !year.isEmpty() ? year : String.valueOf(i));
    }
    return wanted;
  }
}
