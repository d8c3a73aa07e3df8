package io.episodal.domain.job;

import io.episodal.domain.operation.OperationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job that failed too often and is not tried again. Immutable.
 *
 * @param operationId the operation that failed with it, or null
 */
public record SetAsideJob(
    JobId id,
    String kind,
    @Nullable OperationId operationId,
    int attempts,
    Instant queuedAt,
    Instant setAsideAt,
    String error) {}
