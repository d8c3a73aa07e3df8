package io.episodal.adapter.http;

import java.util.List;
import java.util.function.Function;

/**
 * A list that is read part by part, each when it is asked for, so that nothing is held in the store
 * while a slow reader reads. Not thread-safe.
 */
final class Parts<T> {
  /** How many items of a list of unknown length are read at once. */
  static final int SIZE = 500;

  private final Function<T, List<T>> after;
  private List<T> part;
  private boolean begun;

  private Parts(List<T> first, Function<T, List<T>> after) {
    this.part = first;
    this.after = after;
  }

  /** A list that is there already. */
  static <T> Parts<T> of(List<T> items) {
    return new Parts<>(items, last -> List.of());
  }

  /**
   * A list that goes on.
   *
   * @param first its first items
   * @param after gives the items that follow one, none at the end
   */
  static <T> Parts<T> of(List<T> first, Function<T, List<T>> after) {
    return new Parts<>(first, after);
  }

  /** The next items, none at the end. */
  List<T> next() {
    if (begun && !part.isEmpty()) {
      part = after.apply(part.getLast());
    }
    begun = true;
    return part;
  }
}
