package io.episodal.domain.analytics.port.in;

import io.episodal.domain.analytics.DayRange;
import io.episodal.domain.operation.OperationId;

/** For making figures anew from recorded views, by those who operate the engine. Thread-safe. */
public interface RebuildFigures {

  /** Has the figures of days made anew in the background; the operation tells when it is done. */
  OperationId request(DayRange days);

  /**
   * Makes the figures of days anew and returns when that is done. Days of which views have been
   * dropped keep theirs, and so do episodes unless all days are asked for and none has been.
   */
  void rebuild(DayRange days);
}
