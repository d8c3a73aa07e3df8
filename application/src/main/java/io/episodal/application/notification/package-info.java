/** Announcements, fan-out, digests and the inbox. */
@NullMarked
package io.episodal.application.notification;

import org.jspecify.annotations.NullMarked;
