package io.episodal.testkit;

import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import java.time.DateTimeException;
import java.util.Comparator;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A list that is read in pages: its name, its order and its cursors. Immutable.
 *
 * @param name what its cursors are marked with
 * @param major what it is ordered by first
 * @param id what settles ties
 * @param majorOrder the order of {@code major} when ascending
 * @param ascending false turns the whole order round, ties included
 * @param parse reads {@code major} from a cursor
 */
record Listing<T, M>(
    String name,
    Function<T, M> major,
    Function<T, UUID> id,
    Comparator<M> majorOrder,
    boolean ascending,
    Function<String, M> parse) {
  private static final int CURSOR_PARTS = 2;

  Page<T> page(Stream<T> items, PageRequest request) {
    var sorted = items.sorted(Comparator.comparing(this::keyOf, order())).toList();
    var rest = sorted.stream();
    if (request.after().isPresent()) {
      var last = keyOf(request.after().get());
      rest = rest.filter(item -> order().compare(keyOf(item), last) > 0);
    }
    return Page.of(
        request,
        rest.skip(request.skip()).limit(request.limit() + 1L).toList(),
        sorted.size(),
        this::cursorAfter);
  }

  private Comparator<Key<M>> order() {
    var order = Comparator.<Key<M>, M>comparing(Key::major, majorOrder);
    var whole = order.thenComparing(Key::id, Order.BY_ID);
    return ascending ? whole : whole.reversed();
  }

  private Key<M> keyOf(T item) {
    return new Key<>(major.apply(item), id.apply(item));
  }

  private Cursor cursorAfter(T item) {
    return Cursor.after(name, major.apply(item), id.apply(item));
  }

  private Key<M> keyOf(Cursor cursor) {
    var parts = cursor.of(name, CURSOR_PARTS).key();
    try {
      return new Key<>(parse.apply(parts.getFirst()), UUID.fromString(parts.getLast()));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw Cursor.foreign();
    }
  }

  private record Key<M>(M major, UUID id) {}
}
