package io.episodal.domain.analytics.port.out;

import io.episodal.domain.analytics.CountingProgress;
import io.episodal.domain.analytics.ViewTotals;
import java.time.LocalDate;

/** How many views there are, told without reading those that are counted. */
public interface ViewCensus {

  /** Counted views of all time. */
  ViewTotals total();

  /** Counted views of a UTC day. */
  ViewTotals on(LocalDate day);

  /** How far views are counted. */
  CountingProgress progress();
}
