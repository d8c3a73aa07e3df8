/** Finished answers kept in the memory of this process. */
@NullMarked
package io.episodal.adapter.cache;

import org.jspecify.annotations.NullMarked;
