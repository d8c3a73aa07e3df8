package io.episodal.adapter.http;

import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Cause;
import io.episodal.domain.notification.Language;
import io.episodal.domain.notification.port.in.ManagePreferences;
import io.episodal.domain.recommendation.Delivery;
import io.episodal.domain.recommendation.Recommendation;
import io.episodal.domain.recommendation.port.in.ReadRecommendations;
import io.episodal.domain.recommendation.port.in.SendRecommendations;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What users may like, and recommending it to them. */
final class RecommendationRoutes {
  private static final String LIST = "/api/v1/recommendations";
  private static final String SEND = "/api/v1/admin/recommendations";

  private final ReadRecommendations recommendations;
  private final SendRecommendations recommending;
  private final ManagePreferences preferences;

  RecommendationRoutes(
      ReadRecommendations recommendations,
      SendRecommendations recommending,
      ManagePreferences preferences) {
    this.recommendations = recommendations;
    this.recommending = recommending;
    this.preferences = preferences;
  }

  List<Route> routes() {
    return List.of(
        Route.get(LIST, Access.USER, this::list), Route.post(SEND, Access.ADMIN, this::send));
  }

  private Answer list(Call call) {
    var query = call.query();
    var page = recommendations.recommendations(call.user(), query.build(query::page));
    var language = call.language(preferences.preferences(call.user()).language());
    return Answer.ok(
        PageJson.of("recommendations", page, each -> RecommendationJson.of(each, language)));
  }

  private Answer send(Call call) {
    var body = call.body();
    var wanted =
        body.build(() ->
            new Wanted(
                body.required("user_id", JsonKind.id(UserId::new)),
                body.required("release_id", JsonKind.id(ReleaseId::new)),
                body.required("reason", JsonKind.TEXT)));
    var outcome = recommending.send(wanted.user(), wanted.release(), wanted.reason());
    var operation = outcome.operation().value();
    return Answer.accepted(OutcomeJson.of(outcome))
        .with("Location", OperationRoutes.PATH.replace("{id}", operation.toString()));
  }

  private record Wanted(UserId user, ReleaseId release, String reason) {}

  /** What became of a recommendation by hand. */
  private record OutcomeJson(@Nullable UUID id, String status, String message, UUID operationId) {
    static OutcomeJson of(SendRecommendations.Outcome outcome) {
      var sent = outcome.delivery() == Delivery.SENT;
      return new OutcomeJson(
          sent ? outcome.id().value() : null,
          sent ? "sent" : "not_sent",
          message(outcome.delivery()),
          outcome.operation().value());
    }

    private static String message(Delivery delivery) {
      return switch (delivery) {
        case SENT -> "The recommendation is in the inbox";
        case KNOWN -> "The user watched or follows this release, or has followed it";
        case MUTED ->
            "The user has switched recommendations off, or muted this release, a genre of it or its"
                + " franchise";
        case LIMITED -> "The user has as many notifications as the limit allows for now";
      };
    }
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
