/** What subscriptions need from a store. */
@NullMarked
package io.episodal.domain.subscription.port.out;

import org.jspecify.annotations.NullMarked;
