package io.episodal.domain.shared;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted. Immutable.
 *
 * @param skip items to leave out at the front, 0 or more; only 0 goes with a cursor
 * @param limit most items to answer, 1 to {@value #MOST}
 * @param cursor where an earlier page ended, or null to start at the front
 */
public record PageRequest(long skip, int limit, @Nullable Cursor cursor) {
  /** Most items of a page. */
  public static final int MOST = 100;

  /** Items of a page when the caller does not say. */
  public static final int USUAL = 50;

  public PageRequest {
    var violations = new Violations();
    if (skip < 0) {
      violations.add("skip", "must be at least 0, not " + skip);
    }
    if (skip > 0 && cursor != null) {
      violations.add("skip", "does not go with a cursor");
    }
    violations.range("limit", limit, 1, MOST).throwIfAny();
  }

  public static PageRequest first(int limit) {
    return new PageRequest(0, limit, null);
  }

  public Optional<Cursor> after() {
    return Optional.ofNullable(cursor);
  }
}
