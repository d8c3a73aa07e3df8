package io.episodal.application.notification;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.job.Job;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.port.out.FanOut.Delivered;
import io.episodal.domain.notification.port.out.FanOut.Step;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What is left of a fan-out in some lanes, as it is written into its job. Immutable.
 *
 * @param since tells those who followed already at this instant
 * @param after begins after this place
 * @param lastLane ends with this lane
 * @param width lanes of one step
 */
record FanOutCheckpoint(
    NotificationId event,
    Set<SubscriptionTarget> targets,
    Instant since,
    LanePosition after,
    int lastLane,
    int width) {

  static FanOutCheckpoint read(Job job) {
    return new FanOutCheckpoint(
        new NotificationId(UUID.fromString(job.value("event"))),
        Arrays.stream(job.value("targets").split(","))
            .map(FanOutCheckpoint::target)
            .collect(Collectors.toSet()),
        Instant.parse(job.value("since")),
        new LanePosition(
            Integer.parseInt(job.value("after_lane")),
            new UserId(UUID.fromString(job.value("after_user")))),
        Integer.parseInt(job.value("last_lane")),
        Integer.parseInt(job.value("width")));
  }

  Map<String, String> payload() {
    return Map.of(
        "event", event.value().toString(),
        "targets",
            targets.stream()
                .map(target -> target.kind() + ":" + target.value())
                .sorted()
                .collect(Collectors.joining(",")),
        "since", since.toString(),
        "after_lane", String.valueOf(after.lane()),
        "after_user", after.user().value().toString(),
        "last_lane", String.valueOf(lastLane),
        "width", String.valueOf(width));
  }

  Step step(int most) {
    return new Step(event, targets, since, after, lastLaneOfStep(), most);
  }

  /** What is left after a step; empty after the last one. */
  Optional<FanOutCheckpoint> past(Delivered delivered) {
    return delivered.next().or(this::nextLane).map(this::from);
  }

  private Optional<LanePosition> nextLane() {
    var next = lastLaneOfStep() + 1;
    return next > lastLane ? Optional.empty() : Optional.of(LanePosition.before(next));
  }

  private FanOutCheckpoint from(LanePosition place) {
    return new FanOutCheckpoint(event, targets, since, place, lastLane, width);
  }

  private int lastLaneOfStep() {
    return Math.min(after.lane() + width - 1, lastLane);
  }

  private static SubscriptionTarget target(String written) {
    var colon = written.indexOf(':');
    return SubscriptionTarget.of(
        written.substring(0, colon), UUID.fromString(written.substring(colon + 1)));
  }
}
