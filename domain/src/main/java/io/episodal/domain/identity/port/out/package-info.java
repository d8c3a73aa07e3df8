/** What accounts need from outside. */
@NullMarked
package io.episodal.domain.identity.port.out;

import org.jspecify.annotations.NullMarked;
