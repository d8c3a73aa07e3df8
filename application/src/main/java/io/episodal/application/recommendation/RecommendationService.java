package io.episodal.application.recommendation;

import io.episodal.application.engine.Engine;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.recommendation.Recommendation;
import io.episodal.domain.recommendation.port.in.ReadRecommendations;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;

/** Reads recommendations. */
final class RecommendationService implements ReadRecommendations {
  private final Engine engine;

  RecommendationService(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Page<Recommendation> recommendations(UserId user, PageRequest page) {
    return engine.unitOfWork().read(tx -> tx.recommender().page(user, page));
  }
}
