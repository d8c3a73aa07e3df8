package io.episodal.domain.shared;

import java.util.List;

/**
 * A place in a list: after the item with this key. Immutable.
 *
 * @param list the list and order it belongs to, such as {@code releases:newest}; a cursor of
 *     another list is refused
 * @param key the sort key of the last item seen, most significant part first
 */
public record Cursor(String list, List<String> key) {
  public Cursor {
    key = List.copyOf(key);
  }

  public static Cursor after(String list, Object... key) {
    return new Cursor(list, java.util.Arrays.stream(key).map(String::valueOf).toList());
  }

  /** Refuses a cursor that another list gave out, or whose key has another number of parts. */
  public Cursor of(String expected, int parts) {
    if (!list.equals(expected) || key.size() != parts) {
      throw foreign();
    }
    return this;
  }

  /** The refusal of a cursor that this list did not give out. */
  public static DomainException foreign() {
    return DomainException.invalid(
        "cursor", "is not a cursor of this list; start again without one");
  }
}
