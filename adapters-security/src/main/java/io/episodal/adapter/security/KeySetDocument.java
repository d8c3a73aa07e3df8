package io.episodal.adapter.security;

import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A JSON Web Key Set (RFC 7517), of which only the keys that can be used are read. */
final class KeySetDocument {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST_KEYS = 100;

  private KeySetDocument() {}

  /** The keys of an algorithm by name, the empty one for a key that has none. */
  static Map<String, Algorithm> keys(byte[] document, Security.Algorithm algorithm)
      throws IOException {
    var list = JSON.readTree(document).path("keys");
    if (!list.isArray() || list.size() > MOST_KEYS) {
      throw new IOException("no key set of at most " + MOST_KEYS + " keys");
    }
    var keys = new HashMap<String, Algorithm>();
    for (var entry : list) {
      if (isFor(entry, algorithm)) {
        key(entry, algorithm).ifPresent(key -> keys.put(entry.path("kid").asText(""), key));
      }
    }
    return keys;
  }

  private static boolean isFor(JsonNode entry, Security.Algorithm algorithm) {
    return entry.path("use").asText("sig").equals("sig")
        && entry.path("alg").asText(algorithm.name()).equals(algorithm.name());
  }

  /** Empty for a key of another type, curve or length, and for what is none. */
  private static Optional<Algorithm> key(JsonNode entry, Security.Algorithm algorithm) {
    var type = entry.path("kty").asText("");
    try {
      return switch (algorithm) {
        case HS256 -> Optional.empty();
        case RS256 ->
            type.equals("RSA")
                ? Optional.of(Keys.rsa(number(entry, "n"), number(entry, "e")))
                : Optional.empty();
        case ES256 ->
            type.equals("EC") && entry.path("crv").asText("").equals("P-256")
                ? Optional.of(Keys.p256(number(entry, "x"), number(entry, "y")))
                : Optional.empty();
      };
    } catch (GeneralSecurityException | IllegalArgumentException unusable) {
      return Optional.empty();
    }
  }

  private static BigInteger number(JsonNode entry, String member) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(entry.path(member).asText("")));
  }
}
