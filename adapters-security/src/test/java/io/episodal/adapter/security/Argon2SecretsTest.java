package io.episodal.adapter.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.identity.port.out.Secrets;
import io.episodal.testkit.SecretsContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Argon2SecretsTest extends SecretsContract {
  private static final String PASSWORD = "pässwörd 🔑";

  private final Secrets secrets = new Argon2Secrets(Turnstile.ofPasswords());

  /** With patience, so that a busy machine refuses nobody. */
  @Override
  protected Secrets secrets() {
    return new Argon2Secrets(new Turnstile(2, 100, Duration.ofMinutes(1)));
  }

  @Test
  void writesTheParametersIntoASaltedHash() {
    var first = secrets.hashPassword(PASSWORD);
    var second = secrets.hashPassword(PASSWORD);
    var phc = "\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}";
    assertTrue(first.matches(phc), first);
    assertNotEquals(first, second);
  }

  /** The hashes were made by OpenSSL, the second one with parameters that are not ours. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$UR1Nc/x/tu0sMFXu5D1awqyewW1rOL+pIDuvMYWw280",
        "$argon2id$v=19$m=8192,t=3,p=1$AAECAwQFBgcICQoLDA0ODw$q3+1Hnt33v228RQ9qPM3uPgDd27hL/40w60//cBtEns"
      })
  void matchesHashesOfOtherPrograms(String hash) {
    assertTrue(secrets.matchesPassword(PASSWORD, hash));
    assertFalse(secrets.matchesPassword("password", hash));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "!",
        "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw",
        "$argon2i$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$UR1Nc/x/tu0sMFXu5D1awqyewW1rOL+pIDuvMYWw280",
        "$argon2id$v=19$m=99999999,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$UR1Nc/x/tu0sMFXu5D1awqyewW1rOL+pIDuvMYWw280"
      })
  void matchesNothingWithoutAProperHash(String hash) {
    assertFalse(secrets.matchesPassword(hash, hash));
  }

  @Test
  void takesTheSameTimeForAnUnknownAccount() {
    var hash = secrets.hashPassword(PASSWORD);
    var known = Long.MAX_VALUE;
    var unknown = Long.MAX_VALUE;
    for (var round = 0; round < 3; round++) {
      known = Math.min(known, nanosOf(hash));
      unknown = Math.min(unknown, nanosOf(""));
    }
    var ratio = (double) unknown / known;
    assertTrue(ratio > 0.25 && ratio < 4, () -> "unknown to known is " + ratio);
  }

  @Test
  void hashesTokensWithSha256() {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        secrets.hashToken("abc"));
  }

  @Test
  void printsNothing() throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HashOnce.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var output = process.getInputStream()) {
      assertEquals("", new String(output.readAllBytes(), UTF_8));
    }
    assertEquals(HashOnce.MATCHED, process.waitFor());
  }

  private long nanosOf(String hash) {
    var start = System.nanoTime();
    secrets.matchesPassword("wrong", hash);
    return System.nanoTime() - start;
  }

  /** A program of its own, since a banner would be printed when classes are loaded. */
  static final class HashOnce {
    static final int MATCHED = 7;

    private HashOnce() {}

    public static void main(String[] arguments) {
      var secrets = new Argon2Secrets(Turnstile.ofPasswords());
      var hash = secrets.hashPassword(PASSWORD);
      System.exit(secrets.matchesPassword(PASSWORD, hash) ? MATCHED : 1);
    }
  }
}
