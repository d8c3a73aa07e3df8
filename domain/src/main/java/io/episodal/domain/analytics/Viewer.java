package io.episodal.domain.analytics;

import io.episodal.domain.identity.UserId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Who watched, as far as counting needs it. Immutable.
 *
 * @param key equal for equal viewers; the user's id or a hash
 * @param signedIn whether the key is a user's id
 */
public record Viewer(UUID key, boolean signedIn) {

  /** A signed-in user. */
  public static Viewer user(UserId user) {
    return new Viewer(user.value(), true);
  }

  /** Somebody in a session whose id the client made. */
  public static Viewer session(String sessionId) {
    return new Viewer(
        UUID.nameUUIDFromBytes(("session:" + sessionId).getBytes(StandardCharsets.UTF_8)), false);
  }

  /**
   * Somebody of whom only the network address and program are known. The address is hashed under a
   * salt that is thrown away, so it cannot be found again, and the same person is another viewer on
   * another day.
   *
   * @param salt 16 random bytes of the day
   */
  public static Viewer anonymous(byte[] salt, String address, String userAgent) {
    var message = (address + '\n' + userAgent).getBytes(StandardCharsets.UTF_8);
    return new Viewer(SipHash.hash(salt, message), false);
  }
}
