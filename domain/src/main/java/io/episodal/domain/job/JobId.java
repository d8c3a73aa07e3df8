package io.episodal.domain.job;

import java.util.UUID;

/** Identifies a {@link Job}. */
public record JobId(UUID value) {}
