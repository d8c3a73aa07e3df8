package io.episodal.application.analytics;

import io.episodal.domain.analytics.ViewFlag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Views that one caller reports and in which nothing is wrong as far as can be told without the
 * store. Immutable.
 *
 * @param flag why the caller is doubted, null if it is not
 * @param askedAt when it came, on the clock of {@link System#nanoTime}
 */
record ViewReport(List<PendingView> views, @Nullable ViewFlag flag, long askedAt) {}
