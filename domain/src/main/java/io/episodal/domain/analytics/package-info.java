/** What a view is, and the figures made of views. */
@NullMarked
package io.episodal.domain.analytics;

import org.jspecify.annotations.NullMarked;
