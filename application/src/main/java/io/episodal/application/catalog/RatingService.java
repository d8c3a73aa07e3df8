package io.episodal.application.catalog;

import io.episodal.application.engine.Engine;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.in.RateReleases;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.Violations;
import io.episodal.domain.transaction.Transaction;

/** Rates releases. */
final class RatingService implements RateReleases {
  private static final int LEAST = 1;
  private static final int MOST = 10;

  private final Engine engine;

  RatingService(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void rate(UserId user, ReleaseId release, int score) {
    new Violations().range("score", score, LEAST, MOST).throwIfAny();
    engine
        .unitOfWork()
        .run(tx -> {
          requireKnown(tx, release);
          tx.ratings().put(user, release, score);
        });
  }

  @Override
  public void unrate(UserId user, ReleaseId release) {
    engine
        .unitOfWork()
        .run(tx -> {
          requireKnown(tx, release);
          tx.ratings().remove(user, release);
        });
  }

  private static void requireKnown(Transaction tx, ReleaseId release) {
    if (tx.releases().titleForUse(release).isEmpty()) {
      throw DomainException.notFound("release");
    }
  }
}
