package io.episodal.domain.analytics;

import io.episodal.domain.catalog.GenreId;

/**
 * The figures of one genre. Immutable.
 *
 * @param totalViews views of all its releases
 * @param releases how many releases it has
 */
public record GenreFigures(GenreId genre, String name, long totalViews, long releases) {}
