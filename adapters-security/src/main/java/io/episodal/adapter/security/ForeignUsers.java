package io.episodal.adapter.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.episodal.domain.identity.UserId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The users of other identity providers: an issuer's name for somebody makes a UUID of version 8
 * (RFC 9562), the same on every node and for ever. Our own ids are of version 7, so none of them
 * can be met.
 */
final class ForeignUsers {
  private static final long VERSION_BITS = 0xF000L;
  private static final long VERSION_8 = 0x8000L;
  private static final long VARIANT_BITS = 0xC000_0000_0000_0000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private ForeignUsers() {}

  /** The first bytes of SHA-256 of issuer, a zero byte (which no issuer has) and subject. */
  static UserId of(String issuer, String subject) {
    var hash = ByteBuffer.wrap(sha256((issuer + '\0' + subject).getBytes(UTF_8)));
    var high = (hash.getLong() & ~VERSION_BITS) | VERSION_8;
    var low = (hash.getLong() & ~VARIANT_BITS) | VARIANT;
    return new UserId(new UUID(high, low));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
