package io.episodal.testkit;

import io.episodal.domain.identity.Account;
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
  public void changeRole(UserId id, Role role) {
    tables.get().accounts.update(id, present -> withRole(present, role));
  }

  private static Credentials withRole(Credentials present, Role role) {
    var account = present.account();
    return new Credentials(
        new Account(
            account.id(), account.email(), account.displayName(), role, account.createdAt()),
        present.passwordHash());
  }
}
