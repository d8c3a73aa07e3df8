/** What followers are told, how often, and in which words. */
@NullMarked
package io.episodal.domain.notification;

import org.jspecify.annotations.NullMarked;
