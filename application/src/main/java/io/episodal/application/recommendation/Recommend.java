package io.episodal.application.recommendation;

import io.episodal.application.job.JobHandler;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.job.Job;
import io.episodal.domain.transaction.Transaction;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds out which releases are alike, part by part and release by release; its job's payload is the
 * checkpoint.
 */
final class Recommend implements JobHandler {
  static final String KIND = "recommend";

  /** Releases of one step. */
  private static final int COUNTED = 500;

  private static final int RELATED = 20;

  private static final String PART = "part";
  private static final String AFTER = "after";

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Outcome step(Transaction tx, Job job) {
    var after =
        Optional.ofNullable(job.payload().get(AFTER)).map(UUID::fromString).map(ReleaseId::new);
    var part = Part.valueOf(job.payload().getOrDefault(PART, Part.COUNT.name()));
    return switch (part) {
      case COUNT -> next(part, tx.recommender().countTakers(after, COUNTED), Part.RELATE);
      case RELATE -> next(part, tx.recommender().relate(after, RELATED), Part.CHOOSE);
      case CHOOSE -> {
        tx.recommender().choosePopular();
        yield Outcome.done();
      }
    };
  }

  private static Outcome next(Part part, Optional<ReleaseId> reached, Part following) {
    return Outcome.more(
        reached
            .map(last -> Map.of(PART, part.name(), AFTER, last.value().toString()))
            .orElseGet(() -> Map.of(PART, following.name())));
  }

  /** What there is to do, in this order. */
  private enum Part {
    COUNT,
    RELATE,
    CHOOSE
  }
}
