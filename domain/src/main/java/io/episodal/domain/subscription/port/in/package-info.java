/** Conversations about subscriptions. */
@NullMarked
package io.episodal.domain.subscription.port.in;

import org.jspecify.annotations.NullMarked;
