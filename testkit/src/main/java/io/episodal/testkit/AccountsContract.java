package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.identity.Account;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.identity.port.out.Accounts.Credentials;
import io.episodal.domain.identity.port.out.RefreshTokens.RefreshToken;
import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Accounts and the refresh tokens of their sign-ins. */
public abstract class AccountsContract extends PersistenceContract {
  private static final DomainError TAKEN = new DomainError.Conflict("this address is taken");

  @Test
  void anAccountIsKeptWordForWord() {
    var named = samples.account("Łucja.O'Neil+\"x\"@Example.org");
    var unnamed = new Account(samples.user(), "no@example.org", null, Role.ADMIN, clock.instant());
    add(named);
    add(unnamed);

    assertEquals(Optional.of(named), find(named.id()));
    assertEquals(Optional.of(unnamed), find(unnamed.id()));
    assertEquals(Optional.empty(), find(samples.user()));
  }

  @Test
  void anAddressIsFoundWithoutRegardToCase() {
    var account = samples.account("Someone@Example.org");
    add(account);

    var expected = Optional.of(new Credentials(account, "$hash$of Someone@Example.org"));
    assertEquals(expected, byEmail("Someone@Example.org"));
    assertEquals(expected, byEmail("sOMEONE@example.ORG"));
    assertEquals(Optional.empty(), byEmail("someone@example.or"));
    assertEquals(Optional.empty(), byEmail("%@example.org"));
  }

  @Test
  void anAddressIsTakenOnce() {
    add(samples.account("someone@example.org"));

    assertEquals(TAKEN, refusal(() -> add(samples.account("someone@example.org"))));
    assertEquals(TAKEN, refusal(() -> add(samples.account("SomeOne@Example.Org"))));
  }

  @Test
  void ofRacingAccountsOfOneAddressOneIsAdded() {
    var added =
        Race.of(
            4,
            thread ->
                () -> {
                  try {
                    add(samples.account("someone@example.org"));
                    return true;
                  } catch (DomainException e) {
                    assertEquals(TAKEN, e.error());
                    return false;
                  }
                });

    assertEquals(1, Collections.frequency(added, true));
  }

  @Test
  void aRoleIsChanged() {
    var account = samples.account("someone@example.org");
    var other = samples.account("other@example.org");
    add(account);
    add(other);

    run(tx -> tx.accounts().changeRole(account.id(), Role.ADMIN));

    var changed = find(account.id()).orElseThrow();
    assertEquals(Role.ADMIN, changed.role());
    assertEquals(account.email(), changed.email());
    assertEquals(Role.USER, find(other.id()).orElseThrow().role());
  }

  @Test
  void aTokenIsKept() {
    var token = token("hash", ids.next());
    run(tx -> tx.refreshTokens().add(token));

    assertEquals(Optional.of(token), forUse("hash"));
    assertEquals(Optional.empty(), forUse("HASH"));
    assertFalse(token.spent());
  }

  @Test
  void aUsedTokenIsSpent() {
    var family = ids.next();
    add(token("used", family), token("unused", family));

    run(tx -> tx.refreshTokens().markUsed("used", clock.instant()));

    assertTrue(forUse("used").orElseThrow().spent());
    assertFalse(forUse("unused").orElseThrow().spent());
  }

  @Test
  void aFamilyIsRevokedAsAWhole() {
    var family = ids.next();
    add(token("one", family), token("two", family), token("other", ids.next()));
    run(tx -> tx.refreshTokens().markUsed("one", clock.instant()));

    run(tx -> tx.refreshTokens().revokeFamily(family, clock.instant()));

    assertTrue(forUse("one").orElseThrow().spent());
    assertTrue(forUse("two").orElseThrow().spent());
    assertFalse(forUse("other").orElseThrow().spent());
  }

  @Test
  void ofRacingUsesOfATokenOneFindsItUnspent() {
    add(token("hash", ids.next()));

    var used =
        Race.of(
            4,
            thread ->
                () ->
                    write(tx -> {
                      var unspent = !tx.refreshTokens().findForUse("hash").orElseThrow().spent();
                      if (unspent) {
                        tx.refreshTokens().markUsed("hash", clock.instant());
                      }
                      return unspent;
                    }));

    assertEquals(1, Collections.frequency(used, true));
  }

  private void add(Account account) {
    run(tx -> tx.accounts().add(account, "$hash$of " + account.email()));
  }

  private void add(RefreshToken... tokens) {
    run(tx -> {
      for (var token : tokens) {
        tx.refreshTokens().add(token);
      }
    });
  }

  private RefreshToken token(String hash, UUID family) {
    var expiry = clock.instant().plus(Duration.ofDays(30));
    return new RefreshToken(hash, family, samples.user(), expiry, false);
  }

  private Optional<Account> find(UserId id) {
    return read(tx -> tx.accounts().find(id));
  }

  private Optional<Credentials> byEmail(String email) {
    return read(tx -> tx.accounts().findByEmail(email));
  }

  private Optional<RefreshToken> forUse(String hash) {
    return write(tx -> tx.refreshTokens().findForUse(hash));
  }

  private static DomainError refusal(Runnable refused) {
    return assertThrows(DomainException.class, refused::run).error();
  }
}
