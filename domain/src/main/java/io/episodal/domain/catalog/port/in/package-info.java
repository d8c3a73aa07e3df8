/** Conversations about the catalogue. */
@NullMarked
package io.episodal.domain.catalog.port.in;

import org.jspecify.annotations.NullMarked;
