package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.identity.port.out.RefreshTokens.RefreshToken;
import io.episodal.domain.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Refresh tokens and the families that they belong to. */
public abstract class RefreshTokensContract extends PersistenceContract {
  private static final int RACERS = 40;
  private static final Duration LIFETIME = Duration.ofDays(30);

  @Test
  void aTokenIsKept() {
    var token = added("hash", begun(samples.user()));

    assertEquals(Optional.of(token), forUse("hash"));
    assertEquals(Optional.empty(), forUse("HASH"));
    assertFalse(token.spent());
  }

  @Test
  void aUsedTokenIsSpent() {
    var family = begun(samples.user());
    added("used", family);
    added("unused", family);

    run(tx -> tx.refreshTokens().markUsed("used", clock.instant()));

    assertTrue(isSpent("used"));
    assertFalse(isSpent("unused"));
  }

  @Test
  void aFamilyIsRevokedAsAWhole() {
    var family = begun(samples.user());
    added("one", family);
    added("two", family);
    added("other", begun(family.user()));
    run(tx -> tx.refreshTokens().markUsed("one", clock.instant()));

    run(tx -> tx.refreshTokens().revokeFamily(family.id(), clock.instant()));
    added("late", family);

    assertTrue(isSpent("one"));
    assertTrue(isSpent("two"));
    assertTrue(isSpent("late"));
    assertFalse(isSpent("other"));
  }

  @Test
  void everyFamilyOfAUserIsRevoked() {
    var user = samples.user();
    added("phone", begun(user));
    added("television", begun(user));
    added("other", begun(samples.user()));

    run(tx -> tx.refreshTokens().revokeAll(user, clock.instant()));
    added("new", begun(user));

    assertTrue(isSpent("phone"));
    assertTrue(isSpent("television"));
    assertFalse(isSpent("other"));
    assertFalse(isSpent("new"));
  }

  /** Whoever comes second has used a token again, so what the first was given is worth nothing. */
  @Test
  void ofRacingExchangesOneSucceedsAndTheFamilyIsRevoked() {
    var family = begun(samples.user());
    added("hash", family);

    var exchanged =
        Race.of(
            RACERS, thread -> () -> write(tx -> exchange(tx, "hash", "next " + thread, family)));

    assertEquals(1, Collections.frequency(exchanged, true));
    var winner = "next " + exchanged.indexOf(true);
    assertTrue(isSpent("hash"));
    assertTrue(isSpent(winner));
    assertEquals(
        1, IntStream.range(0, RACERS).filter(n -> forUse("next " + n).isPresent()).count());
  }

  /** The thief uses the old token while its owner uses the new one. */
  @Test
  void ofAReuseRacingWithTheNextExchangeNothingIsLeft() {
    for (var round = 0; round < 20; round++) {
      var turn = round;
      var family = begun(samples.user());
      added("old " + turn, family);
      assertTrue(did(tx -> exchange(tx, "old " + turn, "new " + turn, family)));

      var exchanged =
          Race.of(
              2,
              thread ->
                  () ->
                      write(tx ->
                          exchange(
                              tx,
                              (thread == 0 ? "old " : "new ") + turn,
                              "newest " + thread + " " + turn,
                              family)));

      assertFalse(exchanged.get(0));
      assertEquals(exchanged.get(1), forUse("newest 1 " + turn).isPresent());
      assertTrue(forUse("newest 1 " + turn).map(RefreshToken::spent).orElse(true));
      assertTrue(isSpent("new " + turn));
    }
  }

  @Test
  void anExchangeRacingWithTheEndOfAllSignInsLeavesNothing() {
    for (var round = 0; round < 20; round++) {
      var turn = round;
      var family = begun(samples.user());
      added("hash " + turn, family);

      Race.of(
          2,
          thread ->
              () ->
                  write(tx -> {
                    if (thread == 0) {
                      return exchange(tx, "hash " + turn, "next " + turn, family);
                    }
                    tx.refreshTokens().revokeAll(family.user(), clock.instant());
                    return true;
                  }));

      assertTrue(isSpent("hash " + turn));
      assertTrue(forUse("next " + turn).map(RefreshToken::spent).orElse(true));
    }
  }

  @Test
  void onlyExpiredTokensAreRemoved() {
    var family = begun(samples.user());
    added("old", family);
    var expiry = clock.instant().plus(LIFETIME);
    clock.advance(Duration.ofDays(1));
    added("new", family);

    assertEquals(0, removeExpired(expiry));
    clock.set(expiry.plusNanos(1_000));
    assertEquals(1, removeExpired(clock.instant()));

    assertEquals(Optional.empty(), forUse("old"));
    assertTrue(forUse("new").isPresent());
    run(tx -> tx.refreshTokens().revokeFamily(family.id(), clock.instant()));
    assertTrue(isSpent("new"));
  }

  @Test
  void aFamilyGoesWithItsLastToken() {
    added("one", begun(samples.user()));
    var other = begun(samples.user());
    added("two", other);
    run(tx -> tx.refreshTokens().revokeFamily(other.id(), clock.instant()));
    clock.advance(LIFETIME.multipliedBy(2));

    assertEquals(2, removeExpired(clock.instant()));
    assertEquals(0, removeExpired(clock.instant()));

    assertEquals(Optional.empty(), forUse("one"));
    assertEquals(Optional.empty(), forUse("two"));
    run(tx -> tx.refreshTokens().begin(other.id(), other.user()));
    added("three", other);
    assertFalse(isSpent("three"));
  }

  @Test
  void expiredTokensAreRemovedInPortions() {
    var family = begun(samples.user());
    for (var i = 0; i < 5; i++) {
      added("hash " + i, family);
      clock.advance(Duration.ofSeconds(1));
    }
    clock.advance(LIFETIME);

    assertEquals(2, removeExpired(clock.instant(), 2));

    assertEquals(Optional.empty(), forUse("hash 1"));
    assertTrue(forUse("hash 2").isPresent());
    assertEquals(3, removeExpired(clock.instant()));
  }

  @Test
  void removingRacesWithExchanges() {
    for (var round = 0; round < 20; round++) {
      var turn = round;
      var family = begun(samples.user());
      added("old " + turn, family);
      clock.advance(LIFETIME.dividedBy(2));
      added("hash " + turn, family);
      clock.advance(LIFETIME.dividedBy(2).plusSeconds(1));

      Race.of(
          2,
          thread ->
              () ->
                  write(tx ->
                      thread == 0
                          ? exchange(tx, "hash " + turn, "next " + turn, family)
                          : tx.refreshTokens().removeExpired(clock.instant(), 100) > 0));

      assertEquals(Optional.empty(), forUse("old " + turn));
      assertFalse(isSpent("next " + turn));
    }
  }

  /** As the service does it. */
  private boolean exchange(Transaction tx, String hash, String next, Family family) {
    var tokens = tx.refreshTokens();
    var spent = tokens.findForUse(hash).orElseThrow().spent();
    if (spent) {
      tokens.revokeFamily(family.id(), clock.instant());
    } else {
      tokens.markUsed(hash, clock.instant());
      tokens.add(token(next, family));
    }
    return !spent;
  }

  private Family begun(UserId user) {
    var family = new Family(ids.next(), user);
    run(tx -> tx.refreshTokens().begin(family.id(), user));
    return family;
  }

  private RefreshToken added(String hash, Family family) {
    var token = token(hash, family);
    run(tx -> tx.refreshTokens().add(token));
    return token;
  }

  private RefreshToken token(String hash, Family family) {
    var expiry = clock.instant().plus(LIFETIME);
    return new RefreshToken(hash, family.id(), family.user(), expiry, false);
  }

  private long removeExpired(Instant before) {
    return removeExpired(before, 100);
  }

  private long removeExpired(Instant before, int most) {
    return write(tx -> tx.refreshTokens().removeExpired(before, most));
  }

  private boolean isSpent(String hash) {
    return forUse(hash).orElseThrow().spent();
  }

  private Optional<RefreshToken> forUse(String hash) {
    return write(tx -> tx.refreshTokens().findForUse(hash));
  }

  private boolean did(Function<Transaction, Boolean> work) {
    return write(work);
  }

  private record Family(UUID id, UserId user) {}
}
