package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.ACCOUNTS;
import static org.jooq.impl.DSL.val;

import io.episodal.adapter.persistence.schema.tables.records.AccountsRecord;
import io.episodal.domain.identity.Account;
import io.episodal.domain.identity.ProfileChange;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.identity.port.out.Accounts;
import io.episodal.domain.shared.Change;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;

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
                        account.locale(),
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
  public Optional<Credentials> findCredentials(UserId id) {
    return credentials(ACCOUNTS.ID.eq(id.value()));
  }

  @Override
  public Optional<Credentials> findByEmail(String email) {
    return credentials(ACCOUNTS.EMAIL_KEY.eq(key(email)));
  }

  @Override
  public void changeRole(UserId id, Role role) {
    db.update(ACCOUNTS).set(ACCOUNTS.ROLE, role.code()).where(ACCOUNTS.ID.eq(id.value())).execute();
  }

  @Override
  public Optional<Account> change(UserId id, ProfileChange change) {
    return db.update(ACCOUNTS)
        .set(ACCOUNTS.DISPLAY_NAME, changed(ACCOUNTS.DISPLAY_NAME, change.displayName()))
        .set(ACCOUNTS.LOCALE, changed(ACCOUNTS.LOCALE, change.locale()))
        .where(ACCOUNTS.ID.eq(id.value()))
        .returning()
        .fetchOptional(JooqAccounts::toAccount);
  }

  @Override
  public boolean keepsPassword(UserId id, String passwordHash) {
    return db.select(ACCOUNTS.ID)
        .from(ACCOUNTS)
        .where(ACCOUNTS.ID.eq(id.value()), ACCOUNTS.PASSWORD_HASH.eq(passwordHash))
        .forShare()
        .fetchOptional()
        .isPresent();
  }

  @Override
  public boolean replacePassword(UserId id, String presentHash, String newHash) {
    return db.update(ACCOUNTS)
            .set(ACCOUNTS.PASSWORD_HASH, newHash)
            .where(ACCOUNTS.ID.eq(id.value()), ACCOUNTS.PASSWORD_HASH.eq(presentHash))
            .execute()
        == 1;
  }

  private Optional<Credentials> credentials(Condition condition) {
    return db.selectFrom(ACCOUNTS)
        .where(condition)
        .fetchOptional(row -> new Credentials(toAccount(row), row.getPasswordHash()));
  }

  private static Field<String> changed(Field<String> column, Change<String> change) {
    return change.isKeep() ? column : val(change.applyTo((String) null), column);
  }

  private static String key(String email) {
    return email.toLowerCase(Locale.ROOT);
  }

  private static Account toAccount(AccountsRecord row) {
    return new Account(
        new UserId(row.getId()),
        row.getEmail(),
        row.getDisplayName(),
        row.getLocale(),
        Role.ofCode(row.getRole()).orElseThrow(),
        row.getCreatedAt());
  }
}
