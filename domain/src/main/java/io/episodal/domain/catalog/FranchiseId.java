package io.episodal.domain.catalog;

import java.util.UUID;

/** Identifies a {@link Franchise}. */
public record FranchiseId(UUID value) {}
