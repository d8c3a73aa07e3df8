/** Who follows what. */
@NullMarked
package io.episodal.domain.subscription;

import org.jspecify.annotations.NullMarked;
