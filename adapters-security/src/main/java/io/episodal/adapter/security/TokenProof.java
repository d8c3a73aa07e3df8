package io.episodal.adapter.security;

import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.time.Instant;
import java.util.Base64;

/**
 * What proves that a token was signed by one issuer, for one audience, and is valid now. The
 * algorithm is what it was configured to be, whatever the token says of itself. Thread-safe.
 */
record TokenProof(String issuer, String audience, String algorithm, KeySource keys) {

  /** What costs least, and no request to the issuer, is looked at first. */
  boolean proves(DecodedJWT jwt, Instant now) {
    return isForUs(jwt) && isValidAt(jwt, now) && isCanonical(jwt) && isSigned(jwt, now);
  }

  private boolean isForUs(DecodedJWT jwt) {
    var audiences = jwt.getAudience();
    return algorithm.equals(jwt.getAlgorithm())
        && issuer.equals(jwt.getIssuer())
        && audiences != null
        && audiences.contains(audience);
  }

  /** Does not look at the time of issue: the clocks of two machines may differ by a little. */
  private static boolean isValidAt(DecodedJWT jwt, Instant now) {
    var expiry = jwt.getExpiresAtAsInstant();
    var notBefore = jwt.getNotBeforeAsInstant();
    return expiry != null
        && now.isBefore(expiry)
        && (notBefore == null || !now.isBefore(notBefore));
  }

  /** There is one spelling of a signature; a lax decoder would take several. */
  private static boolean isCanonical(DecodedJWT jwt) {
    try {
      var signature = Base64.getUrlDecoder().decode(jwt.getSignature());
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(signature)
          .equals(jwt.getSignature());
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private boolean isSigned(DecodedJWT jwt, Instant now) {
    var key = keys.key(jwt.getKeyId(), now);
    try {
      key.ifPresent(known -> known.verify(jwt));
      return key.isPresent();
    } catch (JWTVerificationException forged) {
      return false;
    }
  }
}
