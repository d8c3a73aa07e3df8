package io.episodal.testkit;

import io.episodal.domain.identity.Account;
import io.episodal.domain.identity.ProfileChange;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.identity.port.out.Accounts;
import io.episodal.domain.shared.DomainException;
import java.util.Optional;
import java.util.function.Supplier;

/** Accounts as rows, with the hashes of their passwords. */
final class InMemoryAccounts implements Accounts {
  private final Supplier<Tables> tables;

  InMemoryAccounts(Supplier<Tables> tables) {
    this.tables = tables;
  }

  @Override
  public void add(Account account, String passwordHash) {
    if (findByEmail(account.email()).isPresent()) {
      throw DomainException.conflict("this address is taken");
    }
    tables.get().accounts.put(account.id(), new Credentials(account, passwordHash));
  }

  @Override
  public Optional<Account> find(UserId id) {
    return tables.get().accounts.find(id).map(Credentials::account);
  }

  @Override
  public Optional<Credentials> findByEmail(String email) {
    var wanted = Order.lowerCase(email);
    return tables.get().accounts.stream()
        .filter(present -> Order.lowerCase(present.account().email()).equals(wanted))
        .findFirst();
  }

  @Override
  public Optional<Credentials> findCredentials(UserId id) {
    return tables.get().accounts.find(id);
  }

  @Override
  public void changeRole(UserId id, Role role) {
    tables.get().accounts.update(id, present -> withRole(present, role));
  }

  @Override
  public Optional<Account> change(UserId id, ProfileChange change) {
    tables.get().accounts.update(id, present -> changed(present, change));
    return find(id);
  }

  @Override
  public boolean keepsPassword(UserId id, String passwordHash) {
    return findCredentials(id)
        .filter(present -> present.passwordHash().equals(passwordHash))
        .isPresent();
  }

  @Override
  public boolean replacePassword(UserId id, String presentHash, String newHash) {
    var kept = keepsPassword(id, presentHash);
    if (kept) {
      tables.get().accounts.update(id, present -> new Credentials(present.account(), newHash));
    }
    return kept;
  }

  private static Credentials withRole(Credentials present, Role role) {
    var account = present.account();
    return new Credentials(
        new Account(
            account.id(),
            account.email(),
            account.displayName(),
            account.locale(),
            role,
            account.createdAt()),
        present.passwordHash());
  }

  private static Credentials changed(Credentials present, ProfileChange change) {
    var account = present.account();
    return new Credentials(
        new Account(
            account.id(),
            account.email(),
            change.displayName().applyTo(account.displayName()),
            change.locale().applyTo(account.locale()),
            account.role(),
            account.createdAt()),
        present.passwordHash());
  }
}
