/** What users may like, of all that they neither watch nor follow. */
@NullMarked
package io.episodal.domain.recommendation;

import org.jspecify.annotations.NullMarked;
