package io.episodal.domain.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Numbers of episodes in words, such as {@code episodes 4 to 7, 9 and 11}. */
final class EpisodeNumbers {
  /** Most runs of numbers that a sentence names; of more it tells how many episodes they are. */
  private static final int MOST_RUNS = 8;

  private EpisodeNumbers() {}

  /** The numbers of all that these announcements tell of, or how many they are. */
  static String inWords(List<Announcement.NewEpisodes> announcements, Messages messages) {
    var sorted = new TreeSet<Integer>();
    for (var told : announcements) {
      var numbers = told.numbers();
      if (numbers.isEmpty()) {
        return messages.counted(
            "numbers.count",
            announcements.stream().mapToLong(Announcement.NewEpisodes::count).sum());
      }
      sorted.addAll(numbers.get());
    }
    if (sorted.size() == 1) {
      return messages.text("numbers.one", Map.of("number", sorted.getFirst()));
    }
    var runs = runs(sorted);
    if (runs.size() > MOST_RUNS) {
      return messages.counted("numbers.count", sorted.size());
    }
    var parts = runs.stream().flatMap(run -> run.inWords(messages).stream()).toList();
    return messages.text("numbers.some", Map.of("numbers", messages.list(parts)));
  }

  private static List<Run> runs(SortedSet<Integer> numbers) {
    var runs = new ArrayList<Run>();
    for (var number : numbers) {
      if (!runs.isEmpty() && runs.getLast().last == number - 1) {
        runs.add(new Run(runs.removeLast().first, number));
      } else {
        runs.add(new Run(number, number));
      }
    }
    return runs;
  }

  private record Run(int first, int last) {
    List<String> inWords(Messages messages) {
      return switch (last - first) {
        case 0 -> List.of(String.valueOf(first));
        case 1 -> List.of(String.valueOf(first), String.valueOf(last));
        default -> List.of(messages.text("numbers.run", Map.of("first", first, "last", last)));
      };
    }
  }
}
