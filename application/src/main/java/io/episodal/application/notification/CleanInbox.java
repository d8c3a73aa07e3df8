package io.episodal.application.notification;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.job.Job;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.transaction.Transaction;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Removes notifications that were read or deleted long ago, lane by lane. */
final class CleanInbox implements JobHandler {
  static final String KIND = "clean_inbox";

  private static final String LANE = "lane";
  private static final String USER = "user";

  /** Notifications that one step looks at. */
  private static final int MOST = 10_000;

  private final Engine engine;
  private final Duration retention;

  CleanInbox(Engine engine, Duration retention) {
    this.engine = engine;
    this.retention = retention;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Outcome step(Transaction tx, Job job) {
    var before = engine.now().minus(retention);
    var removed = tx.inbox().removeSettled(place(job), before, MOST);
    var lane = place(job).lane();
    var next = removed.next().or(() -> following(lane));
    if (next.isEmpty()) {
      tx.preferences().forgetEnded(before);
    }
    return next.map(rest ->
            Outcome.more(
                Map.of(LANE, String.valueOf(rest.lane()), USER, rest.user().value().toString())))
        .orElseGet(Outcome::done);
  }

  private static Optional<LanePosition> following(int lane) {
    return lane + 1 == UserId.LANES ? Optional.empty() : Optional.of(LanePosition.before(lane + 1));
  }

  private static LanePosition place(Job job) {
    return job.payload().isEmpty()
        ? LanePosition.before(0)
        : new LanePosition(
            Integer.parseInt(job.value(LANE)), new UserId(UUID.fromString(job.value(USER))));
  }
}
