package io.episodal.testkit;

import io.episodal.domain.job.port.out.Workers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Threads that look for work ten times a second, and at once when they are woken. */
final class InMemoryWorkers implements Workers {
  private static final long PAUSE_MILLISECONDS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final Semaphore wakes = new Semaphore(0);
  private volatile boolean closed;

  @Override
  public void start(int count, BooleanSupplier step) {
    for (int i = 0; i < count; i++) {
      threads.add(
          Thread.ofPlatform().daemon().name("episodal-worker-" + i).start(() -> work(step)));
    }
  }

  @Override
  public void wake() {
    if (wakes.availablePermits() < threads.size()) {
      wakes.release();
    }
  }

  @Override
  public void close() {
    closed = true;
    wakes.release(threads.size());
    try {
      for (var thread : threads) {
        if (!thread.join(PATIENCE)) {
          thread.interrupt();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(BooleanSupplier step) {
    try {
      while (!closed) {
        if (!step.getAsBoolean() && !closed) {
          wakes.tryAcquire(PAUSE_MILLISECONDS, TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
