package io.episodal.bootstrap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.episodal.adapter.security.Security;
import io.episodal.adapter.security.Security.Algorithm;
import io.episodal.adapter.security.Security.IssuerKeys;
import io.episodal.adapter.security.Security.TrustedIssuer;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the settings of who may sign access tokens, and how. */
final class TokenSettings {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> MEMBERS =
      Set.of("issuer", "audience", "algorithm", "public_key", "jwks_url", "role_claim", "admins");

  private TokenSettings() {}

  /** What signs our own tokens, with another algorithm than HS256. */
  record KeyPair(Algorithm algorithm, String privatePem, String publicPem) {

    /** Hides the private key. */
    @Override
    public String toString() {
      return "KeyPair[" + algorithm + "]";
    }
  }

  /** The key pair; empty for HS256, which has a secret. */
  static Optional<KeyPair> keyPair(Settings settings) {
    var algorithm =
        Algorithm.valueOf(
            settings.choice(Setting.JWT_ALGORITHM, List.of("HS256", "RS256", "ES256")));
    var privateKey = pem(settings, Setting.JWT_PRIVATE_KEY);
    var publicKey = pem(settings, Setting.JWT_PUBLIC_KEY);
    if (algorithm == Algorithm.HS256) {
      if (privateKey.isPresent() || publicKey.isPresent()) {
        throw settings.refused(
            Setting.JWT_ALGORITHM,
            "must be RS256 or ES256 where EPISODAL_JWT_PRIVATE_KEY or EPISODAL_JWT_PUBLIC_KEY is"
                + " given");
      }
      return Optional.empty();
    }
    return Optional.of(
        checked(
            settings,
            new KeyPair(
                algorithm,
                needed(settings, Setting.JWT_PRIVATE_KEY, privateKey, algorithm),
                needed(settings, Setting.JWT_PUBLIC_KEY, publicKey, algorithm))));
  }

  /** The other identity providers; none if nothing is given. */
  static List<TrustedIssuer> trustedIssuers(Settings settings) {
    var text = settings.textOrFile(Setting.TRUSTED_ISSUERS, "[");
    if (text.isEmpty()) {
      return List.of();
    }
    var list = json(settings, text.get());
    var issuers =
        IntStream.range(0, list.size())
            .mapToObj(index -> issuer(settings, index, list.get(index)))
            .toList();
    var names = new HashSet<String>();
    for (var issuer : issuers) {
      if (!names.add(issuer.issuer()) || issuer.issuer().equals(Security.USUAL_ISSUER)) {
        throw settings.refused(
            Setting.TRUSTED_ISSUERS,
            "must name no issuer twice, nor this server: " + issuer.issuer());
      }
    }
    return issuers;
  }

  /** Where a value has to be one line, {@code \\n} stands for a line feed. */
  private static Optional<String> pem(Settings settings, Setting key) {
    return settings.textOrFile(key, "-----BEGIN").map(text -> text.replace("\\n", "\n"));
  }

  private static String needed(
      Settings settings, Setting key, Optional<String> value, Algorithm algorithm) {
    return value.orElseThrow(() ->
        settings.refused(
            key, "must be given with " + Setting.JWT_ALGORITHM.key() + "=" + algorithm));
  }

  private static KeyPair checked(Settings settings, KeyPair pair) {
    try {
      Security.builder().keyPair(pair.algorithm(), pair.privatePem(), pair.publicPem());
      return pair;
    } catch (IllegalArgumentException e) {
      throw settings.refused(
          Setting.JWT_PRIVATE_KEY,
          "must be, with EPISODAL_JWT_PUBLIC_KEY, a pair of keys of "
              + pair.algorithm()
              + ": "
              + e.getMessage());
    }
  }

  private static JsonNode json(Settings settings, String text) {
    try {
      var list = JSON.readTree(text);
      if (list.isArray()) {
        return list;
      }
    } catch (JsonProcessingException e) {
      // Told below, like what is no array.
    }
    throw settings.refused(Setting.TRUSTED_ISSUERS, "must be a JSON array of objects");
  }

  private static TrustedIssuer issuer(Settings settings, int index, JsonNode entry) {
    try {
      for (var member : entry.properties()) {
        if (!MEMBERS.contains(member.getKey())) {
          throw new IllegalArgumentException(member.getKey() + " is not known here");
        }
      }
      return new TrustedIssuer(
          text(entry, "issuer", null),
          text(entry, "audience", null),
          algorithm(text(entry, "algorithm", null)),
          keys(entry),
          text(entry, "role_claim", "role"),
          entry.path("admins").asBoolean(false));
    } catch (IllegalArgumentException e) {
      throw settings.refused(
          Setting.TRUSTED_ISSUERS, "has a fault in item " + index + ": " + e.getMessage());
    }
  }

  private static Algorithm algorithm(String name) {
    return switch (name) {
      case "RS256" -> Algorithm.RS256;
      case "ES256" -> Algorithm.ES256;
      default -> throw new IllegalArgumentException("algorithm must be RS256 or ES256");
    };
  }

  private static IssuerKeys keys(JsonNode entry) {
    if (entry.has("public_key") == entry.has("jwks_url")) {
      throw new IllegalArgumentException("either public_key or jwks_url must be given");
    }
    return entry.has("public_key")
        ? new Security.PublicKey(text(entry, "public_key", null))
        : new Security.KeySetUrl(URI.create(text(entry, "jwks_url", null)));
  }

  private static String text(JsonNode entry, String member, @Nullable String usual) {
    var value = entry.path(member);
    if (value.isTextual() && !value.textValue().isBlank()) {
      return value.textValue();
    }
    if (usual != null && value.isMissingNode()) {
      return usual;
    }
    throw new IllegalArgumentException(member + " must be a text");
  }
}
