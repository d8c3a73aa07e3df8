package io.episodal.domain.identity.port.in;

import io.episodal.domain.identity.Caller;
import io.episodal.domain.identity.TokenPair;

/** For proving who one is. Thread-safe. */
public interface Authenticate {

  /** The caller whom an access token proves; unauthenticated if it is no valid one. */
  Caller caller(String accessToken);

  /**
   * Signs in; unauthenticated if the address is unknown or the password wrong, told alike;
   * rate-limited after too many of these.
   */
  TokenPair login(Login login);

  /**
   * Exchanges a refresh token for a new pair. It works once: a second use revokes every token that
   * came from the same sign-in, because one of the two users of it is a thief.
   */
  TokenPair refresh(String refreshToken);

  /** Revokes every refresh token of this sign-in; unknown tokens are ignored. */
  void logout(String refreshToken);

  /**
   * What somebody signs in with.
   *
   * @param origin from where it comes, such as a network address; empty if nobody knows
   */
  record Login(String email, String password, String origin) {

    /** Hides the password. */
    @Override
    public String toString() {
      return "Login[" + email + "]";
    }
  }
}
