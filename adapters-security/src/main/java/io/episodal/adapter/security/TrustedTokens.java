package io.episodal.adapter.security;

import com.auth0.jwt.interfaces.Claim;
import com.auth0.jwt.interfaces.DecodedJWT;
import io.episodal.domain.identity.Caller;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Access tokens of another identity provider that is trusted. Thread-safe. */
final class TrustedTokens {
  private static final int LONGEST_SUBJECT = 255;

  private final Security.TrustedIssuer settings;
  private final TokenProof proof;

  TrustedTokens(Security.TrustedIssuer settings) {
    this.settings = settings;
    this.proof =
        new TokenProof(
            settings.issuer(),
            settings.audience(),
            settings.algorithm().name(),
            switch (settings.keys()) {
              case Security.PublicKey(var pem) ->
                  KeySource.of(Keys.verifier(settings.algorithm(), pem));
              case Security.KeySetUrl(var url) ->
                  new FetchedKeys(url.toString(), new KeySetDownload(url, settings.algorithm()));
            });
  }

  /** The caller whom a token proves, or empty. */
  Optional<Caller> caller(DecodedJWT jwt, Instant now) {
    return jwt.getClaim("sub").as(Object.class) instanceof String subject
            && !subject.isEmpty()
            && subject.length() <= LONGEST_SUBJECT
            && proof.proves(jwt, now)
        ? Optional.of(new Caller(userOf(subject), role(jwt.getClaim(settings.roleClaim()))))
        : Optional.empty();
  }

  private UserId userOf(String subject) {
    return ForeignUsers.of(settings.issuer(), subject);
  }

  /** Whatever does not say administrator, to somebody who may say so, says user. */
  private Role role(Claim claim) {
    return settings.mayNameAdmins() && names(claim).contains(Role.ADMIN.code())
        ? Role.ADMIN
        : Role.USER;
  }

  /** A claim may be one name or a list of them. */
  private static List<?> names(Claim claim) {
    var value = claim.as(Object.class);
    if (value instanceof List<?> names) {
      return names;
    }
    return value instanceof String name ? List.of(name) : List.of();
  }
}
