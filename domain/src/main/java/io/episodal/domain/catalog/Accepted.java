package io.episodal.domain.catalog;

import io.episodal.domain.operation.OperationId;

/**
 * A change that was made, and the operation that shows what is still being done about it.
 *
 * @param id what was created, changed or deleted
 */
public record Accepted<I>(I id, OperationId operation) {}
