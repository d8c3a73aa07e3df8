package io.episodal.adapter.http;

import io.episodal.domain.notification.Cause;
import io.episodal.domain.notification.Language;
import io.episodal.domain.notification.port.in.ManagePreferences;
import io.episodal.domain.recommendation.Recommendation;
import io.episodal.domain.recommendation.port.in.ReadRecommendations;
import java.util.List;
import java.util.UUID;

/** What a user may like. */
final class RecommendationRoutes {
  private static final String LIST = "/api/v1/recommendations";

  private final ReadRecommendations recommendations;
  private final ManagePreferences preferences;

  RecommendationRoutes(ReadRecommendations recommendations, ManagePreferences preferences) {
    this.recommendations = recommendations;
    this.preferences = preferences;
  }

  List<Route> routes() {
    return List.of(Route.get(LIST, Access.USER, this::list));
  }

  private Answer list(Call call) {
    var query = call.query();
    var page = recommendations.recommendations(call.user(), query.build(query::page));
    var language = call.language(preferences.preferences(call.user()).language());
    return Answer.ok(
        PageJson.of("recommendations", page, each -> RecommendationJson.of(each, language)));
  }

  private record RecommendationJson(
      UUID releaseId, String releaseTitle, String reason, List<CauseJson> because, double score) {
    static RecommendationJson of(Recommendation recommendation, Language language) {
      return new RecommendationJson(
          recommendation.release().value(),
          recommendation.releaseTitle(),
          recommendation.reason().text(language),
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
