/** Conversations about views and figures. */
@NullMarked
package io.episodal.domain.analytics.port.in;

import org.jspecify.annotations.NullMarked;
