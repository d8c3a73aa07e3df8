package io.episodal.adapter.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The weak entity tag of a body (RFC 9110): equal for equal bytes, however they are compressed.
 * Immutable.
 */
record EntityTag(String opaque) {
  private static final int BYTES = 12;

  static EntityTag of(byte[] body) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(body);
      return new EntityTag(
          Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whether an {@code If-None-Match} header names this tag, or any. */
  boolean matches(@Nullable String ifNoneMatch) {
    if (ifNoneMatch == null) {
      return false;
    }
    return Arrays.stream(ifNoneMatch.split(",", -1))
        .map(String::strip)
        .anyMatch(
            tag -> tag.equals("*") || tag.equals(toString()) || tag.equals('"' + opaque + '"'));
  }

  @Override
  public String toString() {
    return "W/\"" + opaque + '"';
  }
}
