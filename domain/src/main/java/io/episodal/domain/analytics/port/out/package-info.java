/** What analytics need from a store. */
@NullMarked
package io.episodal.domain.analytics.port.out;

import org.jspecify.annotations.NullMarked;
