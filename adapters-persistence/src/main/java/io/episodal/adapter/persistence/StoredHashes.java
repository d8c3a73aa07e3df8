package io.episodal.adapter.persistence;

import io.episodal.domain.analytics.SmallestHashes;
import java.nio.ByteBuffer;
import java.util.stream.LongStream;

/** How the smallest hashes of a set are stored: a byte that tells the format, then each of them. */
final class StoredHashes {
  private static final byte FORMAT = 1;

  private StoredHashes() {}

  static byte[] toBytes(SmallestHashes hashes) {
    var values = hashes.toArray();
    var bytes = ByteBuffer.allocate(1 + values.length * Long.BYTES).put(FORMAT);
    LongStream.of(values).forEach(bytes::putLong);
    return bytes.array();
  }

  static SmallestHashes of(byte[] bytes) {
    if (bytes[0] != FORMAT) {
      throw new IllegalArgumentException("no smallest hashes have format " + bytes[0]);
    }
    var values = new long[(bytes.length - 1) / Long.BYTES];
    ByteBuffer.wrap(bytes, 1, bytes.length - 1).asLongBuffer().get(values);
    return SmallestHashes.of(values);
  }
}
