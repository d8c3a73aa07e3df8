package io.episodal.domain.shared;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list. Immutable.
 *
 * @param items the items of this part, in the order of the list
 * @param total how many items the whole list has
 * @param nextCursor where the next part begins, null at the end
 */
public record Page<T>(List<T> items, long total, @Nullable Cursor nextCursor) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * Makes a page of a request from one item more than it asked for: the surplus item tells that
   * there is a next page.
   */
  public static <T> Page<T> of(
      PageRequest request, List<T> oneMore, long total, Function<T, Cursor> cursorAfter) {
    var more = oneMore.size() > request.limit();
    var items = more ? oneMore.subList(0, request.limit()) : oneMore;
    return new Page<>(items, total, more ? cursorAfter.apply(items.getLast()) : null);
  }

  public Optional<Cursor> next() {
    return Optional.ofNullable(nextCursor);
  }
}
