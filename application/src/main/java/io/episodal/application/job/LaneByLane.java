package io.episodal.application.job;

import io.episodal.application.job.JobHandler.Outcome;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.job.Job;
import io.episodal.domain.notification.LanePosition;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The checkpoint of a job that goes through all users, lane by lane: its payload is the place. */
public final class LaneByLane {
  private static final String LANE = "lane";
  private static final String USER = "user";

  private LaneByLane() {}

  /** Where a job's next step begins: before everybody if it has not begun. */
  public static LanePosition place(Job job) {
    return job.payload().isEmpty()
        ? LanePosition.before(0)
        : new LanePosition(
            Integer.parseInt(job.value(LANE)), new UserId(UUID.fromString(job.value(USER))));
  }

  /**
   * What is left after a step that began at a place: from where it ended in its lane on, or from
   * the next lane on if it came to the lane's end.
   */
  public static Outcome after(LanePosition place, Optional<LanePosition> reached) {
    return reached.or(() -> nextLane(place)).map(LaneByLane::more).orElseGet(Outcome::done);
  }

  private static Optional<LanePosition> nextLane(LanePosition place) {
    var next = place.lane() + 1;
    return next == UserId.LANES ? Optional.empty() : Optional.of(LanePosition.before(next));
  }

  private static Outcome more(LanePosition place) {
    return Outcome.more(
        Map.of(LANE, String.valueOf(place.lane()), USER, place.user().value().toString()));
  }
}
