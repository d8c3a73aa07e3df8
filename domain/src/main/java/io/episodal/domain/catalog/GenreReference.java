package io.episodal.domain.catalog;

/** A genre as a release names it. */
public record GenreReference(GenreId id, String name) {}
