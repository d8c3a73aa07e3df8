/** Access tokens as JWTs and passwords by Argon2id, behind the ports of identity. */
@NullMarked
package io.episodal.adapter.security;

import org.jspecify.annotations.NullMarked;
