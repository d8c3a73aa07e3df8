package io.episodal.domain.catalog;

import java.util.UUID;

/** Identifies an {@link Episode}. */
public record EpisodeId(UUID value) {}
