/** The cache of finished answers. */
@NullMarked
package io.episodal.domain.cache.port.out;

import org.jspecify.annotations.NullMarked;
