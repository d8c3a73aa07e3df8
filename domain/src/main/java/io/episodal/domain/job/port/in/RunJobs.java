package io.episodal.domain.job.port.in;

/** For driving background work by hand, as a host without background threads does. Thread-safe. */
public interface RunJobs {

  /**
   * Runs one due step, if there is one that no other thread or node is running.
   *
   * @return whether a step was run
   */
  boolean runNext();

  /** Runs due steps until none is left. */
  void runDue();
}
