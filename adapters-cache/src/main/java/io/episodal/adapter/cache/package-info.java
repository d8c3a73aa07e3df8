/** Finished answers kept in the memory of this process, and in a Redis that nodes share. */
@NullMarked
package io.episodal.adapter.cache;

import org.jspecify.annotations.NullMarked;
