/** Tests that drive the page in a real browser. */
@NullMarked
package io.episodal.bootstrap.browser;

import org.jspecify.annotations.NullMarked;
