/** Subscriptions. */
@NullMarked
package io.episodal.application.subscription;

import org.jspecify.annotations.NullMarked;
