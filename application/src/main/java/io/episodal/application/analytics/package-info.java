/** Views and figures. */
@NullMarked
package io.episodal.application.analytics;

import org.jspecify.annotations.NullMarked;
