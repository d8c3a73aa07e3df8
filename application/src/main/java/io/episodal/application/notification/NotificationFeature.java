package io.episodal.application.notification;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler;
import io.episodal.domain.job.Schedule;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.port.in.FollowInboxes;
import io.episodal.domain.notification.port.in.ManagePreferences;
import io.episodal.domain.notification.port.in.ReadInbox;
import io.episodal.domain.notification.port.in.TraceNotifications;
import java.time.Duration;
import java.util.List;

/** Makes the conversations about notifications, and their background work. */
public final class NotificationFeature {
  /** Work that recurs. */
  public static final List<Schedule> SCHEDULES =
      List.of(
          new Schedule(DeliverDigests.KIND, Duration.ofSeconds(5)),
          new Schedule(CleanInbox.KIND, Duration.ofDays(1)));

  private NotificationFeature() {}

  public static ReadInbox create(Engine engine) {
    return new InboxService(engine);
  }

  public static FollowInboxes follow(Engine engine) {
    return new FollowInboxesService(engine);
  }

  public static ManagePreferences preferences(Engine engine) {
    return new PreferencesService(engine);
  }

  /** Tracing by the policy that deliveries keep to. */
  public static TraceNotifications trace(Engine engine, DeliveryPolicy policy) {
    return new TraceService(engine, policy);
  }

  /**
   * What does the background work.
   *
   * @param retention how long read notifications are kept
   */
  public static List<JobHandler> handlers(
      Engine engine, DeliveryPolicy policy, Duration retention) {
    var plan = new FanOutPlan(engine);
    return List.of(
        new AnnounceEpisodes(engine, plan),
        new AnnounceRelease(plan),
        new FanOutStep(engine, policy),
        new DeliverDigests(engine, policy),
        new CleanInbox(engine, retention));
  }
}
