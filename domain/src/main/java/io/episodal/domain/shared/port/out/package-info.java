/**
 * What every feature needs from outside: ids, a listener for noteworthy events, callers that share
 * their work.
 */
@NullMarked
package io.episodal.domain.shared.port.out;

import org.jspecify.annotations.NullMarked;
