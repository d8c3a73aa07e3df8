package io.episodal.domain.analytics;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far recorded views are counted. Immutable.
 *
 * @param countedAt when they were counted last, null if never
 * @param waiting views that the next count takes
 * @param held views that wait for an older transaction to end, before which they are not counted
 */
public record CountingProgress(@Nullable Instant countedAt, long waiting, long held) {}
