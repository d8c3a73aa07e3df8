package io.episodal.domain.job;

import io.episodal.domain.operation.OperationId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Work to be queued. Immutable; components as in {@link Job}. */
public record NewJob(
    JobId id, String kind, Map<String, String> payload, @Nullable OperationId operationId) {
  public NewJob {
    payload = Map.copyOf(payload);
  }
}
