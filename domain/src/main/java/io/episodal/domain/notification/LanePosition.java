package io.episodal.domain.notification;

import io.episodal.domain.identity.UserId;
import java.util.UUID;

/** A place among all users, ordered by lane and then by id: just after one of them. Immutable. */
public record LanePosition(int lane, UserId user) {
  private static final UUID LEAST = new UUID(0, 0);

  /** Before every user of a lane. */
  public static LanePosition before(int lane) {
    return new LanePosition(lane, new UserId(LEAST));
  }
}
