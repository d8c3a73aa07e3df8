/** What operations need from a store. */
@NullMarked
package io.episodal.domain.operation.port.out;

import org.jspecify.annotations.NullMarked;
