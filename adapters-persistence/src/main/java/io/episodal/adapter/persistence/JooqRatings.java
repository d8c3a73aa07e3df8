package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.RATINGS;
import static io.episodal.adapter.persistence.schema.Tables.RELEASE_SCORES;
import static org.jooq.impl.DSL.val;

import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.out.Ratings;
import io.episodal.domain.identity.UserId;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/** Ratings, and their sum and count beside the release's score. */
final class JooqRatings implements Ratings {
  private static final String ADD =
      """
      update episodal.release_scores
      set votes = votes + {2}, rating_sum = rating_sum + {1} * {2},
        votes_by_score[{1}] = votes_by_score[{1}] + {2}
      where release_id = {0}
      """;

  private final DSLContext db;

  JooqRatings(DSLContext db) {
    this.db = db;
  }

  /** The lock on the release's row makes racing ratings of one user wait for each other. */
  @Override
  public void put(UserId user, ReleaseId release, int score) {
    lock(release);
    remove(user, release.value()).ifPresent(before -> add(release, before, -1));
    db.insertInto(RATINGS)
        .set(RATINGS.USER_ID, user.value())
        .set(RATINGS.RELEASE_ID, release.value())
        .set(RATINGS.SCORE, (short) score)
        .execute();
    add(release, score, 1);
  }

  @Override
  public void remove(UserId user, ReleaseId release) {
    lock(release);
    remove(user, release.value()).ifPresent(before -> add(release, before, -1));
  }

  private void lock(ReleaseId release) {
    db.select(RELEASE_SCORES.RELEASE_ID)
        .from(RELEASE_SCORES)
        .where(RELEASE_SCORES.RELEASE_ID.eq(release.value()))
        .forUpdate()
        .fetch();
  }

  private Optional<Short> remove(UserId user, UUID release) {
    return db.deleteFrom(RATINGS)
        .where(RATINGS.USER_ID.eq(user.value()), RATINGS.RELEASE_ID.eq(release))
        .returning(RATINGS.SCORE)
        .fetchOptional(RATINGS.SCORE);
  }

  private void add(ReleaseId release, int score, int votes) {
    db.execute(ADD, val(release.value()), val(score), val(votes));
  }
}
