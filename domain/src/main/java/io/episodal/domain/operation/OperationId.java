package io.episodal.domain.operation;

import java.util.UUID;

/** Identifies an {@link Operation}. */
public record OperationId(UUID value) {}
