/** The store in PostgreSQL; {@code PostgresPersistence} is its door. */
@NullMarked
package io.episodal.adapter.persistence;

import org.jspecify.annotations.NullMarked;
