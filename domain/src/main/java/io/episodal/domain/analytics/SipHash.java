package io.episodal.domain.analytics;

import java.util.UUID;

/**
 * SipHash-2-4 with 128 bits of output: a keyed hash whose values tell nothing without the key
 * (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012). A pure function.
 */
final class SipHash {
  /** Length of a key, in bytes. */
  static final int KEY_LENGTH = 16;

  private long v0;
  private long v1;
  private long v2;
  private long v3;

  private SipHash(byte[] key) {
    if (key.length != KEY_LENGTH) {
      throw new IllegalArgumentException("a key has " + KEY_LENGTH + " bytes, not " + key.length);
    }
    var k0 = word(key, 0);
    var k1 = word(key, Long.BYTES);
    v0 = k0 ^ 0x736f6d6570736575L;
    v1 = k1 ^ 0x646f72616e646f6dL ^ 0xee;
    v2 = k0 ^ 0x6c7967656e657261L;
    v3 = k1 ^ 0x7465646279746573L;
  }

  /** The hash of a message; the high half of the answer is the first half of the output. */
  static UUID hash(byte[] key, byte[] message) {
    return new SipHash(key).digest(message);
  }

  private UUID digest(byte[] message) {
    var whole = message.length - message.length % Long.BYTES;
    for (int i = 0; i < whole; i += Long.BYTES) {
      absorb(word(message, i));
    }
    long last = (long) message.length << 56;
    for (int i = whole; i < message.length; i++) {
      last |= (message[i] & 0xffL) << (Byte.SIZE * (i - whole));
    }
    absorb(last);
    v2 ^= 0xee;
    var first = squeeze();
    v1 ^= 0xdd;
    return new UUID(first, squeeze());
  }

  private void absorb(long word) {
    v3 ^= word;
    rounds(2);
    v0 ^= word;
  }

  private long squeeze() {
    rounds(4);
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private void rounds(int count) {
    for (int i = 0; i < count; i++) {
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
    }
  }

  private static long word(byte[] bytes, int from) {
    long word = 0;
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      word = word << Byte.SIZE | (bytes[from + i] & 0xffL);
    }
    return word;
  }
}
