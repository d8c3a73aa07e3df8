package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.REFRESH_TOKENS;
import static org.jooq.impl.DSL.select;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.identity.port.out.RefreshTokens;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/** Refresh tokens. */
final class JooqRefreshTokens implements RefreshTokens {
  private final DSLContext db;

  JooqRefreshTokens(DSLContext db) {
    this.db = db;
  }

  @Override
  public void add(RefreshToken token) {
    db.insertInto(REFRESH_TOKENS)
        .set(REFRESH_TOKENS.HASH, token.hash())
        .set(REFRESH_TOKENS.FAMILY, token.family())
        .set(REFRESH_TOKENS.USER_ID, token.user().value())
        .set(REFRESH_TOKENS.EXPIRES_AT, token.expiresAt())
        .execute();
  }

  /** Racing uses lock the whole family in one order, so the second sees what the first did. */
  @Override
  public Optional<RefreshToken> findForUse(String hash) {
    db.select(REFRESH_TOKENS.HASH)
        .from(REFRESH_TOKENS)
        .where(
            REFRESH_TOKENS.FAMILY.in(
                select(REFRESH_TOKENS.FAMILY)
                    .from(REFRESH_TOKENS)
                    .where(REFRESH_TOKENS.HASH.eq(hash))))
        .orderBy(REFRESH_TOKENS.HASH)
        .forUpdate()
        .fetch();
    return db.selectFrom(REFRESH_TOKENS)
        .where(REFRESH_TOKENS.HASH.eq(hash))
        .fetchOptional(row ->
            new RefreshToken(
                row.getHash(),
                row.getFamily(),
                new UserId(row.getUserId()),
                row.getExpiresAt(),
                row.getSpentAt() != null));
  }

  @Override
  public void markUsed(String hash, Instant now) {
    db.update(REFRESH_TOKENS)
        .set(REFRESH_TOKENS.SPENT_AT, now)
        .where(REFRESH_TOKENS.HASH.eq(hash))
        .execute();
  }

  @Override
  public void revokeFamily(UUID family, Instant now) {
    db.update(REFRESH_TOKENS)
        .set(REFRESH_TOKENS.SPENT_AT, now)
        .where(REFRESH_TOKENS.FAMILY.eq(family), REFRESH_TOKENS.SPENT_AT.isNull())
        .execute();
  }
}
