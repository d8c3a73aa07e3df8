package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.ACCOUNTS;

import io.episodal.adapter.persistence.schema.tables.records.AccountsRecord;
import io.episodal.domain.identity.Account;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.identity.port.out.Accounts;
import java.util.Locale;
import java.util.Optional;
import org.jooq.DSLContext;

/** Accounts. */
final class JooqAccounts implements Accounts {
  private final DSLContext db;

  JooqAccounts(DSLContext db) {
    this.db = db;
  }

  @Override
  public void add(Account account, String passwordHash) {
    SqlErrors.orConflict(
        "accounts_email_unique",
        key -> "this address is taken",
        () ->
            db.insertInto(ACCOUNTS)
                .set(
                    new AccountsRecord(
                        account.id().value(),
                        account.email(),
                        key(account.email()),
                        account.displayName(),
                        account.role().code(),
                        passwordHash,
                        account.createdAt()))
                .execute());
  }

  @Override
  public Optional<Account> find(UserId id) {
    return db.selectFrom(ACCOUNTS)
        .where(ACCOUNTS.ID.eq(id.value()))
        .fetchOptional(JooqAccounts::toAccount);
  }

  @Override
  public Optional<Credentials> findByEmail(String email) {
    return db.selectFrom(ACCOUNTS)
        .where(ACCOUNTS.EMAIL_KEY.eq(key(email)))
        .fetchOptional(row -> new Credentials(toAccount(row), row.getPasswordHash()));
  }

  @Override
  public void changeRole(UserId id, Role role) {
    db.update(ACCOUNTS).set(ACCOUNTS.ROLE, role.code()).where(ACCOUNTS.ID.eq(id.value())).execute();
  }

  private static String key(String email) {
    return email.toLowerCase(Locale.ROOT);
  }

  private static Account toAccount(AccountsRecord row) {
    return new Account(
        new UserId(row.getId()),
        row.getEmail(),
        row.getDisplayName(),
        Role.ofCode(row.getRole()).orElseThrow(),
        row.getCreatedAt());
  }
}
