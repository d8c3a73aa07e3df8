package io.episodal.domain.identity;

import java.time.Duration;

/**
 * What signing in gives. Immutable.
 *
 * @param accessToken a JWT that proves the caller until it expires
 * @param accessLifetime how long the access token is valid from now
 * @param refreshToken an opaque secret that buys one new pair
 */
public record TokenPair(String accessToken, Duration accessLifetime, String refreshToken) {

  /** Hides the tokens, which are secrets. */
  @Override
  public String toString() {
    return "TokenPair[expires in " + accessLifetime + "]";
  }
}
