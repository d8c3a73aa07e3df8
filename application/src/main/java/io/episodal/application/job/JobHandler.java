package io.episodal.application.job;

import io.episodal.domain.job.Job;
import io.episodal.domain.transaction.Transaction;
import java.time.Duration;
import java.util.Map;

/**
 * Does one kind of background work, step by step. A step and the place where the next one begins
 * are one transaction, so a crash loses and repeats nothing. Thread-safe.
 */
public interface JobHandler {

  /** The kind of job it handles. */
  String kind();

  /** Does one short step, all of it inside the transaction. */
  Outcome step(Transaction tx, Job job);

  /** What is left after a step. */
  sealed interface Outcome {

    /** Nothing; a recurring job rests until its next run. */
    record Done() implements Outcome {}

    /** More, from this payload on. */
    record More(Map<String, String> payload) implements Outcome {}

    static Outcome done() {
      return new Done();
    }

    static Outcome more(Map<String, String> payload) {
      return new More(payload);
    }
  }

  /** How long a job rests after its {@code attempts}-th failure: 1 s, 2 s, 4 s, ... up to 5 min. */
  static Duration backoff(int attempts) {
    var longest = Duration.ofMinutes(5);
    var pause = Duration.ofSeconds(1L << Math.min(attempts - 1, 20));
    return pause.compareTo(longest) < 0 ? pause : longest;
  }
}
