/** The server: reads its configuration, starts what it needs in order, and ends it in reverse. */
@NullMarked
package io.episodal.bootstrap;

import org.jspecify.annotations.NullMarked;
