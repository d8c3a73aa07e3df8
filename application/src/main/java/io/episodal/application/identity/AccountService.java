package io.episodal.application.identity;

import io.episodal.application.engine.Engine;
import io.episodal.domain.identity.Account;
import io.episodal.domain.identity.ProfileChange;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.identity.port.in.ManageAccounts;
import io.episodal.domain.identity.port.out.Accounts.Credentials;
import io.episodal.domain.identity.port.out.Secrets;
import io.episodal.domain.shared.DomainError.Conflict;
import io.episodal.domain.shared.DomainError.NotFound;
import io.episodal.domain.shared.DomainException;
import java.util.Optional;

/** Makes and reads accounts. Passwords are hashed outside of transactions, since that is slow. */
final class AccountService implements ManageAccounts {
  private final Engine engine;
  private final Secrets secrets;
  private final PasswordCheck passwords;

  AccountService(Engine engine, Secrets secrets, PasswordCheck passwords) {
    this.engine = engine;
    this.secrets = secrets;
    this.passwords = passwords;
  }

  @Override
  public Account register(Registration registration) {
    return add(registration, Role.USER);
  }

  /** Of callers at one time, each may find it missing and only one can make it. */
  @Override
  public Account ensure(Registration registration, Role role) {
    var present = present(registration.email());
    if (present.isPresent()) {
      return withRole(present.get(), role);
    }
    try {
      return add(registration, role);
    } catch (DomainException refused) {
      if (!(refused.error() instanceof Conflict)) {
        throw refused;
      }
      return withRole(present(registration.email()).orElseThrow(() -> refused), role);
    }
  }

  @Override
  public Account account(UserId user) {
    return engine
        .unitOfWork()
        .read(tx -> tx.accounts().find(user))
        .orElseThrow(AccountService::unknown);
  }

  @Override
  public Account change(UserId user, ProfileChange change) {
    return engine
        .unitOfWork()
        .write(tx -> tx.accounts().change(user, change))
        .orElseThrow(AccountService::unknown);
  }

  @Override
  public void changePassword(UserId user, PasswordChange change) {
    var present =
        engine
            .unitOfWork()
            .read(tx -> tx.accounts().findCredentials(user))
            .orElseThrow(AccountService::unknown);
    var email = present.account().email();
    if (!passwords.matches(email, change.origin(), change.oldPassword(), present.passwordHash())) {
      throw DomainException.invalid("old", "is not the password of this account");
    }
    var hash = secrets.hashPassword(change.newPassword());
    engine
        .unitOfWork()
        .run(tx -> {
          if (!tx.accounts().replacePassword(user, present.passwordHash(), hash)) {
            throw DomainException.conflict("the password was changed by another request meanwhile");
          }
          tx.refreshTokens().revokeAll(user, engine.now());
        });
  }

  private Optional<Account> present(String email) {
    return engine
        .unitOfWork()
        .read(tx -> tx.accounts().findByEmail(email))
        .map(Credentials::account);
  }

  private Account withRole(Account account, Role role) {
    if (account.role() == role) {
      return account;
    }
    engine.unitOfWork().run(tx -> tx.accounts().changeRole(account.id(), role));
    return account(account.id());
  }

  private Account add(Registration registration, Role role) {
    var hash = secrets.hashPassword(registration.password());
    var account =
        new Account(
            new UserId(engine.ids().next()),
            registration.email(),
            registration.displayName(),
            null,
            role,
            engine.now());
    engine.unitOfWork().run(tx -> tx.accounts().add(account, hash));
    return account;
  }

  /** Users of another identity provider have no account here. */
  private static DomainException unknown() {
    return new DomainException(
        new NotFound(
            "no account of this user is kept here; another identity provider may have it"));
  }
}
