/** Accounts and tokens. */
@NullMarked
package io.episodal.application.identity;

import org.jspecify.annotations.NullMarked;
