package io.episodal.domain.catalog;

import java.util.UUID;

/** Identifies a {@link Genre}. */
public record GenreId(UUID value) {}
