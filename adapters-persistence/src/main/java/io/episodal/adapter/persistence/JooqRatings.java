package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.RATINGS;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_SCORES;

import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.out.Ratings;
import io.episodal.domain.identity.UserId;
import java.util.UUID;
import org.jooq.DSLContext;

/** Ratings, and their sum and count beside the release's score. */
final class JooqRatings implements Ratings {
  private final DSLContext db;

  JooqRatings(DSLContext db) {
    this.db = db;
  }

  /** The lock on the release's row makes racing ratings of one user wait for each other. */
  @Override
  public void put(UserId user, ReleaseId release, int score) {
    lock(release);
    var before = remove(user.value(), release.value());
    db.insertInto(RATINGS)
        .set(RATINGS.USER_ID, user.value())
        .set(RATINGS.RELEASE_ID, release.value())
        .set(RATINGS.SCORE, (short) score)
        .execute();
    add(release, before == 0 ? 1 : 0, score - before);
  }

  @Override
  public void remove(UserId user, ReleaseId release) {
    lock(release);
    var before = remove(user.value(), release.value());
    if (before > 0) {
      add(release, -1, -before);
    }
  }

  private void lock(ReleaseId release) {
    db.select(RELEASE_SCORES.RELEASE_ID)
        .from(RELEASE_SCORES)
        .where(RELEASE_SCORES.RELEASE_ID.eq(release.value()))
        .forUpdate()
        .fetch();
  }

  /** The removed score, 0 if there was none. */
  private int remove(UUID user, UUID release) {
    return db.deleteFrom(RATINGS)
        .where(RATINGS.USER_ID.eq(user), RATINGS.RELEASE_ID.eq(release))
        .returning(RATINGS.SCORE)
        .fetchOptional(RATINGS.SCORE)
        .map(Short::intValue)
        .orElse(0);
  }

  private void add(ReleaseId release, long votes, long sum) {
    db.update(RELEASE_SCORES)
        .set(RELEASE_SCORES.VOTES, RELEASE_SCORES.VOTES.plus(votes))
        .set(RELEASE_SCORES.RATING_SUM, RELEASE_SCORES.RATING_SUM.plus(sum))
        .where(RELEASE_SCORES.RELEASE_ID.eq(release.value()))
        .execute();
  }
}
