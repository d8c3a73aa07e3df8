package io.episodal.application.analytics;

import io.episodal.domain.analytics.ViewFlag;
import io.episodal.domain.analytics.Viewer;
import io.episodal.domain.analytics.port.in.RecordViews.Visitor;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Views that one caller reports and in which nothing is wrong as far as can be told without the
 * store. Immutable.
 *
 * @param flag why the caller is doubted, null if it is not
 * @param day the UTC day on which it came
 * @param askedAt when it came, on the clock of {@link System#nanoTime}
 */
record ViewReport(
    List<PendingView> views,
    Visitor visitor,
    @Nullable ViewFlag flag,
    LocalDate day,
    long askedAt) {

  /**
   * Who watched what one of the views tells of.
   *
   * @param salts of days; asked for strangers only
   */
  Viewer viewer(PendingView of, Function<LocalDate, byte[]> salts) {
    if (visitor.user() != null) {
      return Viewer.user(visitor.user());
    }
    var session = of.view().sessionId();
    return session != null
        ? Viewer.session(session)
        : Viewer.anonymous(salts.apply(day), visitor.address(), visitor.userAgent());
  }
}
