/** Conversations about the inbox. */
@NullMarked
package io.episodal.domain.notification.port.in;

import org.jspecify.annotations.NullMarked;
