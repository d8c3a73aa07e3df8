/** What notifications need from a store. */
@NullMarked
package io.episodal.domain.notification.port.out;

import org.jspecify.annotations.NullMarked;
