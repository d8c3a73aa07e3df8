package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.identity.Account;
import io.episodal.domain.identity.ProfileChange;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.identity.port.out.Accounts.Credentials;
import io.episodal.domain.identity.port.out.RefreshTokens.RefreshToken;
import io.episodal.domain.shared.Change;
import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.transaction.Transaction;
import java.util.Collections;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Accounts and their passwords. */
public abstract class AccountsContract extends PersistenceContract {
  private static final DomainError TAKEN = new DomainError.Conflict("this address is taken");

  @Test
  void anAccountIsKeptWordForWord() {
    var named = samples.account("Łucja.O'Neil+\"x\"@Example.org");
    var unnamed =
        new Account(samples.user(), "no@example.org", null, null, Role.ADMIN, clock.instant());
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
  void whatAnAccountTellsIsChangedInParts() {
    var account = samples.account("someone@example.org");
    var other = samples.account("other@example.org");
    add(account);
    add(other);

    var named = change(account.id(), new ProfileChange(Change.set("\u0141ucja"), Change.keep()));
    assertEquals(Optional.of("\u0141ucja"), named.flatMap(Account::shownName));
    assertEquals(account.locale(), named.orElseThrow().locale());
    var cleared = change(account.id(), new ProfileChange(Change.clear(), Change.clear()));
    var nothing =
        new Account(account.id(), account.email(), null, null, Role.USER, clock.instant());
    assertEquals(Optional.of(nothing), cleared);
    var located = change(account.id(), new ProfileChange(Change.keep(), Change.set("zh-Hant")));
    assertEquals(find(account.id()), located);
    assertEquals("zh-Hant", located.orElseThrow().locale());

    assertEquals(located, change(account.id(), new ProfileChange(Change.keep(), Change.keep())));
    assertEquals(Optional.of(other), find(other.id()));
    assertEquals(
        Optional.empty(),
        change(samples.user(), new ProfileChange(Change.set("nobody"), Change.keep())));
  }

  @Test
  void aPasswordIsReplacedIfItIsThePresentOne() {
    var account = samples.account("someone@example.org");
    var other = samples.account("other@example.org");
    add(account);
    add(other);
    var first = "$hash$of someone@example.org";

    assertTrue(did(tx -> tx.accounts().keepsPassword(account.id(), first)));
    assertTrue(did(tx -> tx.accounts().replacePassword(account.id(), first, "second")));
    assertFalse(did(tx -> tx.accounts().replacePassword(account.id(), first, "third")));
    assertFalse(did(tx -> tx.accounts().keepsPassword(account.id(), first)));
    assertFalse(did(tx -> tx.accounts().replacePassword(samples.user(), first, "third")));

    assertEquals(
        Optional.of(new Credentials(account, "second")),
        read(tx -> tx.accounts().findCredentials(account.id())));
    assertEquals(
        Optional.of(new Credentials(other, "$hash$of other@example.org")),
        read(tx -> tx.accounts().findCredentials(other.id())));
    assertEquals(Optional.empty(), read(tx -> tx.accounts().findCredentials(samples.user())));
  }

  /** A sign-in that compared the old password must not outlive its replacement. */
  @Test
  void ofARacingSignInAndNewPasswordTheSecondSeesTheFirst() {
    for (var round = 0; round < 20; round++) {
      var account = samples.account("someone" + round + "@example.org");
      add(account);
      var old = "$hash$of " + account.email();
      var family = ids.next();
      var token = "token " + round;

      var done =
          Race.of(
              2,
              thread ->
                  () ->
                      thread == 0
                          ? signIn(account.id(), old, family, token)
                          : write(tx -> {
                            var replaced = tx.accounts().replacePassword(account.id(), old, "new");
                            tx.refreshTokens().revokeAll(account.id(), clock.instant());
                            return replaced;
                          }));

      assertTrue(done.get(1));
      assertEquals(done.get(0), forUse(token).isPresent());
      assertTrue(forUse(token).map(RefreshToken::spent).orElse(true));
    }
  }

  private void add(Account account) {
    run(tx -> tx.accounts().add(account, "$hash$of " + account.email()));
  }

  private boolean signIn(UserId user, String passwordHash, UUID family, String hash) {
    return write(tx -> {
      var known = tx.accounts().keepsPassword(user, passwordHash);
      if (known) {
        tx.refreshTokens().begin(family, user);
        tx.refreshTokens()
            .add(new RefreshToken(hash, family, user, clock.instant().plusSeconds(60), false));
      }
      return known;
    });
  }

  private Optional<Account> change(UserId id, ProfileChange change) {
    return write(tx -> tx.accounts().change(id, change));
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

  private boolean did(Function<Transaction, Boolean> work) {
    return write(work);
  }

  private static DomainError refusal(Runnable refused) {
    return assertThrows(DomainException.class, refused::run).error();
  }
}
