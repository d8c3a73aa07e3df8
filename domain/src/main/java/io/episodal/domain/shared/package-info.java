/** What every feature speaks of: errors, violations, partial changes, pages. */
@NullMarked
package io.episodal.domain.shared;

import org.jspecify.annotations.NullMarked;
