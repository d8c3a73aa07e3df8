/** The store in memory keeps the contracts, and the kit's own tools work. */
@NullMarked
package io.episodal.testkit;

import org.jspecify.annotations.NullMarked;
