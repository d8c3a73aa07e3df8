package io.episodal.adapter.http;

import org.jspecify.annotations.Nullable;

/** A body of which only the bytes are there; the rest is made when a caller asks for it. */
record PlainBody(@SuppressWarnings("ArrayRecordComponent") byte[] array) implements Body {

  @Override
  public Slice bytes() {
    return Slice.of(array);
  }

  @Override
  public @Nullable Slice zipped(String type) {
    return Compression.shortens(type, array) ? Slice.of(Compression.gzip(array)) : null;
  }

  @Override
  public EntityTag tag() {
    return EntityTag.of(array);
  }
}
