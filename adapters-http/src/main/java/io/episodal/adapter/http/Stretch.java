package io.episodal.adapter.http;

/**
 * A part of a list, by its place. Immutable.
 *
 * @param limit its most items, as the caller says or as is usual
 * @param isLimited whether the caller says so; who does not and reads rows gets the whole list
 */
record Stretch(long skip, int limit, boolean isLimited) {

  static Stretch of(Query query, int usual, int most) {
    return new Stretch(query.skip(), query.limit(usual, most), query.has("limit"));
  }

  /** How many items the first part of the rows has. */
  int firstPart() {
    return isLimited ? limit : Parts.SIZE;
  }
}
