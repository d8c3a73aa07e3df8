/** Releases, episodes, genres and franchises. */
@NullMarked
package io.episodal.domain.catalog;

import org.jspecify.annotations.NullMarked;
