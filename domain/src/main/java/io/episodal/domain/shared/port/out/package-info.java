/** What every feature needs from outside: ids, and a listener for noteworthy events. */
@NullMarked
package io.episodal.domain.shared.port.out;

import org.jspecify.annotations.NullMarked;
