package io.episodal.application.identity;

import io.episodal.application.engine.Engine;
import io.episodal.domain.identity.Account;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.identity.port.in.ManageAccounts;
import io.episodal.domain.identity.port.out.Accounts.Credentials;
import io.episodal.domain.identity.port.out.Secrets;
import io.episodal.domain.shared.DomainException;

/** Makes and reads accounts. Passwords are hashed outside of transactions, since that is slow. */
final class AccountService implements ManageAccounts {
  private final Engine engine;
  private final Secrets secrets;

  AccountService(Engine engine, Secrets secrets) {
    this.engine = engine;
    this.secrets = secrets;
  }

  @Override
  public Account register(Registration registration) {
    return add(registration, Role.USER);
  }

  @Override
  public Account ensure(Registration registration, Role role) {
    var present = engine.unitOfWork().read(tx -> tx.accounts().findByEmail(registration.email()));
    if (present.isEmpty()) {
      return add(registration, role);
    }
    var account = present.map(Credentials::account).orElseThrow();
    if (account.role() != role) {
      engine.unitOfWork().run(tx -> tx.accounts().changeRole(account.id(), role));
    }
    return account(account.id());
  }

  @Override
  public Account account(UserId user) {
    return engine
        .unitOfWork()
        .read(tx -> tx.accounts().find(user))
        .orElseThrow(() -> DomainException.notFound("account"));
  }

  private Account add(Registration registration, Role role) {
    var hash = secrets.hashPassword(registration.password());
    var account =
        new Account(
            new UserId(engine.ids().next()),
            registration.email(),
            registration.displayName(),
            role,
            engine.now());
    engine.unitOfWork().run(tx -> tx.accounts().add(account, hash));
    return account;
  }
}
