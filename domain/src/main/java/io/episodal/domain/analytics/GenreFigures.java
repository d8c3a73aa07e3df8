package io.episodal.domain.analytics;

import io.episodal.domain.catalog.GenreId;

/**
 * What the views of all releases of one genre add up to. Immutable.
 *
 * @param releases how many releases it has
 */
public record GenreFigures(
    GenreId genre,
    String name,
    long totalViews,
    long engagedViews,
    long completions,
    long watchedSeconds,
    long releases) {}
