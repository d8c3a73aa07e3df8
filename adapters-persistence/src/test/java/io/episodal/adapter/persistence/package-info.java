@NullMarked
package io.episodal.adapter.persistence;

import org.jspecify.annotations.NullMarked;
