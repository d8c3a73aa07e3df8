package io.episodal.bootstrap;

import io.episodal.domain.shared.port.out.Listener;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes noteworthy events to the log. */
final class LoggingListener implements Listener {
  private static final Logger LOG = LoggerFactory.getLogger("io.episodal");

  @Override
  public void jobWillRetry(String kind, int attempts, Duration delay, Throwable cause) {
    LOG.warn("a step of {} failed (attempt {}), next in {}", kind, attempts, delay, cause);
  }

  @Override
  public void jobSetAside(String kind, int attempts, Throwable cause) {
    LOG.error("a job of kind {} was set aside after {} attempts", kind, attempts, cause);
  }

  @Override
  public void queueUnreachable(Throwable cause) {
    LOG.warn("background work waits: {}", cause.getMessage());
  }

  @Override
  public void limitReached(String type, long users) {
    LOG.info("{} users are at their limit and are not told of a {} now", users, type);
  }

  @Override
  public void sharedCacheLost(Throwable cause) {
    LOG.warn("answers are kept without Redis meanwhile: {}", cause.getMessage());
  }

  @Override
  public void sharedCacheRegained() {
    LOG.info("answers are shared with other nodes by Redis");
  }
}
