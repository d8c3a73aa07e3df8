/** Health. */
@NullMarked
package io.episodal.application.health;

import org.jspecify.annotations.NullMarked;
