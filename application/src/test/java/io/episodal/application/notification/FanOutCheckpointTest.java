package io.episodal.application.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.job.Job;
import io.episodal.domain.job.JobId;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.port.out.FanOut.Delivered;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FanOutCheckpointTest {
  private static final Instant SINCE = Instant.parse("2026-05-01T10:00:00Z");
  private static final Delivered ALL_OF_THE_LANES = new Delivered(7, 1, 0, 1, null);

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 16, 48, 64})
  void comesToEveryLaneOnce(int width) {
    var lanes = new ArrayList<Integer>();
    var rest = Optional.of(from(LanePosition.before(16), 63, width));
    while (rest.isPresent()) {
      var checkpoint = read(rest.get());
      var step = checkpoint.step(100);
      IntStream.rangeClosed(step.after().lane(), step.lastLane()).forEach(lanes::add);
      rest = checkpoint.past(ALL_OF_THE_LANES);
    }
    assertEquals(IntStream.rangeClosed(16, 63).boxed().toList(), lanes);
  }

  @Test
  void goesOnAmongTheUsersWhereAFullStepEnded() {
    var reached = new LanePosition(4, new UserId(new UUID(7, 4)));
    var rest =
        from(LanePosition.before(2), 9, 3).past(new Delivered(100, 0, 0, 0, reached)).orElseThrow();
    assertEquals(from(reached, 9, 3), read(rest));
    assertEquals(reached, rest.step(100).after());
    assertEquals(6, rest.step(100).lastLane());
  }

  private static FanOutCheckpoint from(LanePosition after, int lastLane, int width) {
    return new FanOutCheckpoint(
        new NotificationId(new UUID(1, 1)),
        Set.of(
            SubscriptionTarget.of("release", new UUID(2, 2)),
            SubscriptionTarget.of("genre", new UUID(2, 3))),
        SINCE,
        after,
        lastLane,
        width);
  }

  /** Written into a job and read again. */
  private static FanOutCheckpoint read(FanOutCheckpoint checkpoint) {
    return FanOutCheckpoint.read(
        new Job(new JobId(new UUID(3, 3)), FanOutStep.KIND, checkpoint.payload(), null, 0, SINCE));
  }
}
