/** Accounts, roles and tokens. */
@NullMarked
package io.episodal.domain.identity;

import org.jspecify.annotations.NullMarked;
