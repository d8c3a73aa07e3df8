package io.episodal.adapter.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.episodal.domain.identity.port.out.Secrets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Passwords by Argon2id with OWASP's parameters (19 MiB, 2 passes, 1 lane) as PHC strings; random
 * tokens by SHA-256, which is enough for 256 random bits. Only {@code Argon2Function} is used:
 * other classes of password4j print a banner and read a properties file.
 */
final class Argon2Secrets implements Secrets {
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int TOKEN_BYTES = 32;

  /** Other parameters than today's are accepted, so that they can be raised one day. */
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=[1-9]\\d{0,6},t=[1-9]\\d?,p=[1-9]"
              + "\\$[A-Za-z0-9+/]{11,}\\$[A-Za-z0-9+/]{16,}");

  private final SecureRandom random = new SecureRandom();
  private final Turnstile turnstile;

  /** Makes password4j ready: it adds a shutdown hook then, which is too late in a shutdown. */
  Argon2Secrets(Turnstile turnstile) {
    this.turnstile = turnstile;
    today();
  }

  @Override
  public String hashPassword(String password) {
    return turnstile.pass(
        () -> today().hash(password.getBytes(UTF_8), randomBytes(SALT_BYTES)).getResult());
  }

  @Override
  public boolean matchesPassword(String password, String hash) {
    if (!PHC.matcher(hash).matches()) {
      hashPassword(password);
      return false;
    }
    return turnstile.pass(() ->
        Argon2Function.getInstanceFromHash(hash)
            .check(password.getBytes(UTF_8), hash.getBytes(UTF_8)));
  }

  @Override
  public String newToken() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(TOKEN_BYTES));
  }

  @Override
  public String hashToken(String token) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** password4j keeps one instance for each set of parameters, with its 19 MiB, once used. */
  private static Argon2Function today() {
    return Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
  }

  private byte[] randomBytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
