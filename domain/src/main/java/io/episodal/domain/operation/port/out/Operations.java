package io.episodal.domain.operation.port.out;

import io.episodal.domain.operation.Operation;
import io.episodal.domain.operation.Operation.Progress;
import io.episodal.domain.operation.OperationId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Operations in the store. An operation counts its open background jobs itself: the queue tells it
 * of every job that begins and ends.
 */
public interface Operations {

  /** Records an operation without work; it has succeeded unless a job is queued for it. */
  void begin(OperationId id, String kind, UUID resourceId, Instant now);

  /** The operation with this id, with the counts of its jobs by now. */
  Optional<Operation> find(OperationId id);

  /** Adds to the counts of followers. */
  void advance(OperationId id, Progress more);

  /**
   * Removes operations that finished before an instant, at most {@code most}; not those of which a
   * job is set aside.
   *
   * @return how many
   */
  long removeFinished(Instant before, int most);
}
