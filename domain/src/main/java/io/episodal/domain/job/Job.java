package io.episodal.domain.job;

import io.episodal.domain.operation.OperationId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A piece of background work in the queue. Immutable.
 *
 * @param kind which handler does it
 * @param payload what the handler needs to know; replaced by each step that is not the last
 * @param operationId the operation that is not over before this job is, or null
 * @param attempts failed attempts of the present step, 0 or more
 * @param queuedAt when the work was caused, by the clock of the store
 */
public record Job(
    JobId id,
    String kind,
    Map<String, String> payload,
    @Nullable OperationId operationId,
    int attempts,
    Instant queuedAt) {
  public Job {
    payload = Map.copyOf(payload);
  }

  public Optional<OperationId> operation() {
    return Optional.ofNullable(operationId);
  }

  /** The payload's value of {@code name}; its absence is a programming error. */
  public String value(String name) {
    var value = payload.get(name);
    if (value == null) {
      throw new IllegalStateException("job " + kind + " has no " + name);
    }
    return value;
  }
}
