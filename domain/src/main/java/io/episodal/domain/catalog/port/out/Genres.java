package io.episodal.domain.catalog.port.out;

import io.episodal.domain.catalog.Genre;
import io.episodal.domain.catalog.GenreId;

/** Genres in the store. */
public interface Genres extends NamedThings<GenreId, Genre> {}
