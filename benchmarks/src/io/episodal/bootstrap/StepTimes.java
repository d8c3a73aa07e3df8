package io.episodal.bootstrap;

import static java.util.Locale.ROOT;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** How often the store was called and how long that took, by what was called. Thread-safe. */
final class StepTimes {
  private static final String STEP = "step";

  private Map<String, Sum> sums = new TreeMap<>();
  private long lastStepEnd;

  synchronized void add(String name, long nanos) {
    sums.computeIfAbsent(name, any -> new Sum()).add(nanos);
  }

  /** Notes a transaction that delivered. */
  synchronized void addStep(long begun, long ended) {
    add(STEP, ended - begun);
    lastStepEnd = Math.max(lastStepEnd, ended);
  }

  /** When the last one was committed, by {@link System#nanoTime}. */
  synchronized long lastStepEnd() {
    return lastStepEnd;
  }

  synchronized void reset() {
    lastStepEnd = Long.MIN_VALUE;
    sums = new TreeMap<>();
  }

  /** The number of steps and their mean, then what they were made of, the largest part first. */
  synchronized String summary() {
    var lines = new StringBuilder();
    var steps = sums.getOrDefault(STEP, new Sum());
    lines.append(
        String.format(ROOT, "  %d steps, %.1f ms each%n", steps.count, steps.mean()));
    sums.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(STEP))
        .sorted(Comparator.comparing(entry -> -entry.getValue().nanos))
        .limit(8)
        .forEach(entry -> lines.append(entry.getValue().line(entry.getKey())));
    return lines.toString();
  }

  private static final class Sum {
    private long count;
    private long nanos;

    private void add(long more) {
      count++;
      nanos += more;
    }

    private double mean() {
      return count == 0 ? 0 : nanos / 1e6 / count;
    }

    private String line(String name) {
      return String.format(
          ROOT, "    %-28s %5d calls %8.0f ms, %6.2f each%n", name, count, nanos / 1e6, mean());
    }
  }
}
