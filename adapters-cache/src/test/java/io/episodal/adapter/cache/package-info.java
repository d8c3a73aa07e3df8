@NullMarked
package io.episodal.adapter.cache;

import org.jspecify.annotations.NullMarked;
