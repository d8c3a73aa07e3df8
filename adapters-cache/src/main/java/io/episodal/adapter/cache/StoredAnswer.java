package io.episodal.adapter.cache;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * An answer as it lies in Redis: the version of its tags, when its time to live ends, its bytes.
 *
 * @param endsAt in milliseconds of Redis's clock, since those of nodes differ
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredAnswer(long version, long endsAt, byte[] bytes) {
  private static final int HEADER = 2 * Long.BYTES;

  /** Empty if something else has been written there. */
  static Optional<StoredAnswer> read(byte[] stored) {
    if (stored.length < HEADER) {
      return Optional.empty();
    }
    var header = ByteBuffer.wrap(stored);
    return Optional.of(
        new StoredAnswer(
            header.getLong(), header.getLong(), Arrays.copyOfRange(stored, HEADER, stored.length)));
  }

  byte[] written() {
    return ByteBuffer.allocate(HEADER + bytes.length)
        .putLong(version)
        .putLong(endsAt)
        .put(bytes)
        .array();
  }
}
