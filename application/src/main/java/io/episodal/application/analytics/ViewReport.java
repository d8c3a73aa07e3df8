package io.episodal.application.analytics;

import java.util.List;

/**
 * Views that one caller reports and in which nothing is wrong as far as can be told without the
 * store. Immutable.
 *
 * @param askedAt when it came, on the clock of {@link System#nanoTime}
 */
record ViewReport(List<PendingView> views, long askedAt) {}
