package io.episodal.domain.catalog;

import java.util.UUID;

/** Identifies a {@link Release}. */
public record ReleaseId(UUID value) {}
