/** What the catalogue needs from a store. */
@NullMarked
package io.episodal.domain.catalog.port.out;

import org.jspecify.annotations.NullMarked;
