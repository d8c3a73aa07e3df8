package io.episodal.testkit;

import io.episodal.domain.transaction.Transaction;
import io.episodal.domain.transaction.UnitOfWork;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * One writer at a time on a copy that replaces the store when it succeeds; readers never wait.
 * Thread-safe.
 */
final class InMemoryUnitOfWork implements UnitOfWork {
  private final ReentrantLock writing = new ReentrantLock();
  private final Clock clock;
  private final InMemorySignals signals;
  private final InMemoryEvictions evictions;
  private volatile Tables committed = new Tables();

  InMemoryUnitOfWork(Clock clock, InMemorySignals signals, InMemoryEvictions evictions) {
    this.clock = clock;
    this.signals = signals;
    this.evictions = evictions;
  }

  @Override
  public <T> T write(Function<Transaction, T> work) {
    if (writing.isHeldByCurrentThread()) {
      throw new IllegalStateException("a unit of work cannot be nested in another");
    }
    InMemoryTransaction transaction;
    T result;
    writing.lock();
    try {
      var changed = committed.fork();
      transaction = new InMemoryTransaction(() -> changed, clock, signals, evictions);
      result = done(work, transaction);
      committed = changed.freeze();
    } finally {
      writing.unlock();
    }
    transaction.committed();
    return result;
  }

  @Override
  public <T> T read(Function<Transaction, T> work) {
    var transaction = new InMemoryTransaction(() -> committed, clock, signals, evictions);
    var result = done(work, transaction);
    transaction.committed();
    return result;
  }

  private static <T> T done(Function<Transaction, T> work, InMemoryTransaction transaction) {
    try {
      return work.apply(transaction);
    } finally {
      transaction.close();
    }
  }
}
