/** Operations. */
@NullMarked
package io.episodal.application.operation;

import org.jspecify.annotations.NullMarked;
