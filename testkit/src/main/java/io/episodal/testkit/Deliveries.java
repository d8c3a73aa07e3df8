package io.episodal.testkit;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.DeliveryPolicy.Told;
import io.episodal.testkit.Rows.InboxRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What every delivery does: it stamps by its lane, looks at what a user had, and puts a row. */
final class Deliveries {
  private static final Duration TICK = Duration.ofNanos(1_000);

  private final Supplier<Tables> tables;
  private final Clock clock;

  Deliveries(Supplier<Tables> tables, Clock clock) {
    this.tables = tables;
    this.clock = clock;
  }

  /** A time later than any that was given out in the lane. */
  Instant stamp(int lane) {
    var to = tables.get();
    var now = clock.instant();
    var stamp =
        to.laneStamps
            .find(lane)
            .filter(last -> !last.isBefore(now))
            .map(last -> last.plus(TICK))
            .orElse(now);
    to.laneStamps.put(lane, stamp);
    return stamp;
  }

  List<Told> told(UserId user) {
    return rows(user).stream().map(row -> new Told(row.type(), row.deliveredAt())).toList();
  }

  void put(UserId user, InboxRow row) {
    var rows = Stream.concat(rows(user).stream(), Stream.of(row)).toList();
    tables.get().inboxes.put(user, rows);
  }

  List<InboxRow> rows(UserId user) {
    return tables.get().inboxes.getOrDefault(user, List.of());
  }
}
