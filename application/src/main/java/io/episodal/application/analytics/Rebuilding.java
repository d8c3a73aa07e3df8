package io.episodal.application.analytics;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler;
import io.episodal.domain.analytics.DayRange;
import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import io.episodal.domain.job.Job;
import io.episodal.domain.transaction.Transaction;
import java.time.LocalDate;
import java.util.Map;

/** Makes the figures of days anew, all in one step: nobody reads figures that are half made. */
final class Rebuilding implements JobHandler {
  static final String KIND = "rebuild_figures";

  private final Engine engine;

  Rebuilding(Engine engine) {
    this.engine = engine;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Outcome step(Transaction tx, Job job) {
    var days = new DayRange(LocalDate.parse(job.value("first")), LocalDate.parse(job.value("end")));
    run(engine, tx, days);
    return Outcome.done();
  }

  static Map<String, String> payload(DayRange days) {
    return Map.of("first", days.first().toString(), "end", days.end().toString());
  }

  static void run(Engine engine, Transaction tx, DayRange days) {
    tx.rollUps().rebuild(days);
    engine.evictAfter(tx, Tag.VIEWS, Tag.RANKING);
  }
}
