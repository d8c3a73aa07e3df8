package io.episodal.application.notification;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.job.Job;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.port.out.FanOut.Step;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** How a step of a fan-out is written into its job. */
final class StepPayload {
  private StepPayload() {}

  static Map<String, String> of(Step step) {
    return Map.of(
        "event", step.event().value().toString(),
        "targets",
            step.targets().stream()
                .map(target -> target.kind() + ":" + target.value())
                .sorted()
                .collect(Collectors.joining(",")),
        "since", step.since().toString(),
        "after_lane", String.valueOf(step.after().lane()),
        "after_user", step.after().user().value().toString(),
        "last_lane", String.valueOf(step.lastLane()));
  }

  static Step read(Job job, int most) {
    return new Step(
        new NotificationId(UUID.fromString(job.value("event"))),
        Arrays.stream(job.value("targets").split(","))
            .map(StepPayload::target)
            .collect(Collectors.toSet()),
        Instant.parse(job.value("since")),
        new LanePosition(
            Integer.parseInt(job.value("after_lane")),
            new UserId(UUID.fromString(job.value("after_user")))),
        Integer.parseInt(job.value("last_lane")),
        most);
  }

  private static SubscriptionTarget target(String written) {
    var colon = written.indexOf(':');
    return SubscriptionTarget.of(
        written.substring(0, colon), UUID.fromString(written.substring(colon + 1)));
  }
}
