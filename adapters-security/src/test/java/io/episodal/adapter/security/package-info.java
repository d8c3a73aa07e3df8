@NullMarked
package io.episodal.adapter.security;

import org.jspecify.annotations.NullMarked;
