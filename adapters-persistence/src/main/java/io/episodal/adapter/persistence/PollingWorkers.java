package io.episodal.adapter.persistence;

import io.episodal.domain.job.port.out.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Threads that look for work when woken, and now and then because other nodes make work too. */
final class PollingWorkers implements Workers {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Semaphore signals = new Semaphore(0);
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  @Override
  public void start(int count, BooleanSupplier step) {
    for (int i = 1; i <= count; i++) {
      threads.add(
          Thread.ofPlatform().name("episodal-worker-" + i).daemon().start(() -> work(step)));
    }
  }

  @Override
  public void wake() {
    if (signals.availablePermits() < threads.size()) {
      signals.release();
    }
  }

  @Override
  public void close() {
    closed = true;
    signals.release(threads.size());
    try {
      for (var thread : threads) {
        thread.join(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(BooleanSupplier step) {
    try {
      while (!closed) {
        if (!step.getAsBoolean()) {
          var woken = signals.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
          if (woken && closed) {
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
