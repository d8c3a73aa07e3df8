/** What every service is made of. */
@NullMarked
package io.episodal.application.engine;

import org.jspecify.annotations.NullMarked;
