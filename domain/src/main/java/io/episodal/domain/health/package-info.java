/** Whether the engine can do its work. */
@NullMarked
package io.episodal.domain.health;

import org.jspecify.annotations.NullMarked;
