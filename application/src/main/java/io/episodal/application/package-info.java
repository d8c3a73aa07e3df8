/** The engine: {@code Episodal} and its builder are the door. */
@NullMarked
package io.episodal.application;

import org.jspecify.annotations.NullMarked;
