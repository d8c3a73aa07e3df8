package io.episodal.adapter.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Consecutive bytes of an array that others share, so that none of them need be copied. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Slice(byte[] array, int from, int length) {

  /** All of an array. */
  static Slice of(byte[] array) {
    return new Slice(array, 0, array.length);
  }

  InputStream stream() {
    return new ByteArrayInputStream(array, from, length);
  }

  ByteBuffer buffer() {
    return ByteBuffer.wrap(array, from, length).asReadOnlyBuffer();
  }
}
