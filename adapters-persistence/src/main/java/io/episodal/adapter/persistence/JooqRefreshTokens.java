package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.REFRESH_TOKENS;
import static io.episodal.adapter.persistence.schema.Tables.SIGN_INS;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.identity.port.out.RefreshTokens;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Refresh tokens. */
final class JooqRefreshTokens implements RefreshTokens {
  private final DSLContext db;

  JooqRefreshTokens(DSLContext db) {
    this.db = db;
  }

  @Override
  public void begin(UUID family, UserId user) {
    db.insertInto(SIGN_INS).set(SIGN_INS.ID, family).set(SIGN_INS.USER_ID, user.value()).execute();
  }

  @Override
  public void add(RefreshToken token) {
    db.insertInto(REFRESH_TOKENS)
        .set(REFRESH_TOKENS.HASH, token.hash())
        .set(REFRESH_TOKENS.SIGN_IN, token.family())
        .set(REFRESH_TOKENS.EXPIRES_AT, token.expiresAt())
        .execute();
  }

  /**
   * The token is read by a statement of its own, which sees what the last holder of the lock did.
   */
  @Override
  public Optional<RefreshToken> findForUse(String hash) {
    db.select(SIGN_INS.ID)
        .from(SIGN_INS)
        .where(
            SIGN_INS.ID.eq(
                select(REFRESH_TOKENS.SIGN_IN)
                    .from(REFRESH_TOKENS)
                    .where(REFRESH_TOKENS.HASH.eq(hash))))
        .forUpdate()
        .fetch();
    return db.select(REFRESH_TOKENS.asterisk(), SIGN_INS.USER_ID, SIGN_INS.REVOKED_AT)
        .from(REFRESH_TOKENS)
        .join(SIGN_INS)
        .on(SIGN_INS.ID.eq(REFRESH_TOKENS.SIGN_IN))
        .where(REFRESH_TOKENS.HASH.eq(hash))
        .fetchOptional(row ->
            new RefreshToken(
                row.get(REFRESH_TOKENS.HASH),
                row.get(REFRESH_TOKENS.SIGN_IN),
                new UserId(row.get(SIGN_INS.USER_ID)),
                row.get(REFRESH_TOKENS.EXPIRES_AT),
                row.get(REFRESH_TOKENS.USED_AT) != null || row.get(SIGN_INS.REVOKED_AT) != null));
  }

  @Override
  public void markUsed(String hash, Instant now) {
    db.update(REFRESH_TOKENS)
        .set(REFRESH_TOKENS.USED_AT, now)
        .where(REFRESH_TOKENS.HASH.eq(hash))
        .execute();
  }

  @Override
  public void revokeFamily(UUID family, Instant now) {
    revoke(SIGN_INS.ID.eq(family), now);
  }

  @Override
  public void revokeAll(UserId user, Instant now) {
    revoke(SIGN_INS.USER_ID.eq(user.value()), now);
  }

  /** Locks the families first, as who uses a token does. */
  @Override
  public long removeExpired(Instant before, int most) {
    var expired =
        db.select(REFRESH_TOKENS.HASH, REFRESH_TOKENS.SIGN_IN)
            .from(REFRESH_TOKENS)
            .where(REFRESH_TOKENS.EXPIRES_AT.lt(before))
            .orderBy(REFRESH_TOKENS.EXPIRES_AT)
            .limit(most)
            .fetch();
    if (expired.isEmpty()) {
      return 0;
    }
    var families = new HashSet<>(expired.getValues(REFRESH_TOKENS.SIGN_IN));
    db.select(SIGN_INS.ID)
        .from(SIGN_INS)
        .where(SIGN_INS.ID.eq(SqlArrays.anyOf(families)))
        .orderBy(SIGN_INS.ID)
        .forUpdate()
        .fetch();
    var hashes = SqlArrays.texts(expired.getValues(REFRESH_TOKENS.HASH), hash -> hash);
    var removed =
        db.deleteFrom(REFRESH_TOKENS).where(REFRESH_TOKENS.HASH.eq(any(hashes))).execute();
    db.deleteFrom(SIGN_INS)
        .where(
            SIGN_INS.ID.eq(SqlArrays.anyOf(families)),
            notExists(
                selectOne().from(REFRESH_TOKENS).where(REFRESH_TOKENS.SIGN_IN.eq(SIGN_INS.ID))))
        .execute();
    return removed;
  }

  private void revoke(Condition which, Instant now) {
    db.update(SIGN_INS)
        .set(SIGN_INS.REVOKED_AT, now)
        .where(which, SIGN_INS.REVOKED_AT.isNull())
        .execute();
  }
}
