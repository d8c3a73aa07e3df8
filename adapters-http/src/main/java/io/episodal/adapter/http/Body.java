package io.episodal.adapter.http;

import org.jspecify.annotations.Nullable;

/** The body of an answer, and what callers are told or sent in its place. Immutable. */
sealed interface Body permits PlainBody, PreparedBody {

  Slice bytes();

  /** The same bytes compressed by gzip, null where that makes them hardly shorter. */
  @Nullable Slice zipped(String type);

  EntityTag tag();

  /** A body for one caller. */
  static Body of(byte[] bytes) {
    return new PlainBody(bytes);
  }
}
