package io.episodal.domain.analytics;

import java.util.UUID;

/** Identifies a {@link ViewEvent}, together with its time. */
public record ViewId(UUID value) {}
