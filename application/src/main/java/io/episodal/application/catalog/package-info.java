/** The catalogue. */
@NullMarked
package io.episodal.application.catalog;

import org.jspecify.annotations.NullMarked;
