package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.identity.port.out.Secrets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Passwords and random tokens are recognised by hashes that give neither of them away. */
public abstract class SecretsContract {
  private static final String PASSWORD = "pässwörd 🔑";

  /** Secrets as their users get them; those of one call recognise the hashes of another. */
  protected abstract Secrets secrets();

  @Test
  void aPasswordMatchesItsHash() {
    var secrets = secrets();
    var hash = secrets.hashPassword(PASSWORD);

    assertTrue(secrets.matchesPassword(PASSWORD, hash));
    for (var wrong : List.of("", PASSWORD + " ", PASSWORD.toUpperCase(Locale.ROOT), hash)) {
      assertFalse(secrets.matchesPassword(wrong, hash), wrong);
    }
  }

  @Test
  void aHashMatchesWhereverItWasMade() {
    assertTrue(secrets().matchesPassword(PASSWORD, secrets().hashPassword(PASSWORD)));
  }

  @Test
  void aHashIsSaltedAndDoesNotContainThePassword() {
    var secrets = secrets();
    var hash = secrets.hashPassword(PASSWORD);

    assertNotEquals(hash, secrets.hashPassword(PASSWORD));
    assertFalse(hash.contains(PASSWORD), hash);
  }

  @Test
  void aLongPasswordIsComparedToItsEnd() {
    var secrets = secrets();
    var hash = secrets.hashPassword("x".repeat(1_000) + "y");

    assertTrue(secrets.matchesPassword("x".repeat(1_000) + "y", hash));
    assertFalse(secrets.matchesPassword("x".repeat(1_001), hash));
    assertFalse(secrets.matchesPassword("x".repeat(1_000), hash));
  }

  @Test
  void nothingMatchesTheHashOfAnUnknownAccount() {
    var secrets = secrets();

    assertFalse(secrets.matchesPassword("", ""));
    assertFalse(secrets.matchesPassword(PASSWORD, ""));
  }

  @Test
  void passwordsAreComparedByManyAtOnce() {
    var secrets = secrets();
    var hash = secrets.hashPassword(PASSWORD);

    var matched =
        Race.of(4, thread -> () -> secrets.matchesPassword(PASSWORD + " ".repeat(thread), hash));

    assertTrue(matched.getFirst());
    assertFalse(matched.subList(1, 4).contains(true));
  }

  /** Of the 64 characters that fit into a URL each says 6 bits, so 256 take 43. */
  @Test
  void everyTokenIsLongNewAndFitsIntoAUrl() {
    var secrets = secrets();
    var seen = new HashSet<String>();
    var tokens = Stream.generate(secrets::newToken).limit(1_000).toList();

    for (var token : tokens) {
      assertTrue(token.matches("[A-Za-z0-9_-]{43,}"), token);
      assertTrue(seen.add(token), token);
    }
  }

  @Test
  void aTokenHasOneHashThatDoesNotContainIt() {
    var secrets = secrets();
    var token = secrets.newToken();
    var hash = secrets.hashToken(token);

    assertEquals(hash, secrets.hashToken(token));
    assertEquals(hash, secrets().hashToken(token));
    assertNotEquals(hash, secrets.hashToken(secrets.newToken()));
    assertFalse(hash.contains(token), hash);
  }
}
