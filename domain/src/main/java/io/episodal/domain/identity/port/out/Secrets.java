package io.episodal.domain.identity.port.out;

/** Keeps secrets secret: passwords by a slow hash, random tokens by a fast one. Thread-safe. */
public interface Secrets {

  /** A salted slow hash of a password, with its parameters. */
  String hashPassword(String password);

  /**
   * Whether a password matches a hash. An empty hash stands for an unknown account: it takes the
   * same time and never matches.
   */
  boolean matchesPassword(String password, String hash);

  /** A new random token of at least 256 bits, in URL-safe characters. */
  String newToken();

  /** The hash under which a random token is kept. */
  String hashToken(String token);
}
