package io.episodal.domain.recommendation.port.in;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.recommendation.Recommendation;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;

/** For reading what one may like. Thread-safe. */
public interface ReadRecommendations {

  /**
   * What the user may like, the strongest first, at most a hundred in all: never what the user
   * watched, follows or followed.
   */
  Page<Recommendation> recommendations(UserId user, PageRequest page);
}
