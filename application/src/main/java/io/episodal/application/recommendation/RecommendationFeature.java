package io.episodal.application.recommendation;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler;
import io.episodal.domain.job.Schedule;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.recommendation.port.in.ReadRecommendations;
import io.episodal.domain.recommendation.port.in.SendRecommendations;
import java.time.Duration;
import java.util.List;

/** Makes the conversations about recommendations, and their background work. */
public final class RecommendationFeature {
  /** Work that recurs. */
  public static final List<Schedule> SCHEDULES =
      List.of(
          new Schedule(NoteWatched.KIND, Duration.ofSeconds(10)),
          new Schedule(Recommend.KIND, Duration.ofDays(1)),
          new Schedule(RecommendToAll.KIND, Duration.ofDays(1)));

  private RecommendationFeature() {}

  public static ReadRecommendations create(Engine engine) {
    return new RecommendationService(engine);
  }

  /** What sends recommendations by hand. */
  public static SendRecommendations send(Engine engine, DeliveryPolicy policy) {
    return new SendRecommendationsService(engine, policy);
  }

  /** What does the background work. */
  public static List<JobHandler> handlers(Engine engine, DeliveryPolicy policy) {
    return List.of(new NoteWatched(), new Recommend(), new RecommendToAll(engine, policy));
  }
}
