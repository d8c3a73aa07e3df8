package io.episodal.adapter.http;

import io.episodal.domain.notification.Cause;
import io.episodal.domain.recommendation.Recommendation;
import io.episodal.domain.recommendation.port.in.ReadRecommendations;
import java.util.List;
import java.util.UUID;

/** What a user may like. */
final class RecommendationRoutes {
  private static final String LIST = "/api/v1/recommendations";

  private final ReadRecommendations recommendations;

  RecommendationRoutes(ReadRecommendations recommendations) {
    this.recommendations = recommendations;
  }

  List<Route> routes() {
    return List.of(Route.get(LIST, Access.USER, this::list));
  }

  private Answer list(Call call) {
    var query = call.query();
    var page = recommendations.recommendations(call.user(), query.build(query::page));
    return Answer.ok(PageJson.of("recommendations", page, RecommendationJson::of));
  }

  private record RecommendationJson(
      UUID releaseId, String releaseTitle, String reason, List<CauseJson> because, double score) {
    static RecommendationJson of(Recommendation recommendation) {
      return new RecommendationJson(
          recommendation.release().value(),
          recommendation.releaseTitle(),
          recommendation.reason().text(),
          recommendation.reason().causes().stream().map(CauseJson::of).toList(),
          recommendation.score());
    }
  }

  /** What a user did that speaks for a release. */
  record CauseJson(String deed, String kind, UUID id, String title) {
    static CauseJson of(Cause cause) {
      return new CauseJson(
          cause.deed().code(), cause.target().kind(), cause.target().value(), cause.title());
    }
  }
}
