package io.episodal.testkit;

import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.port.out.Gathering;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Has one of the callers work on what all have asked; so it needs no thread of its own. */
final class InMemoryGathering<Q, A> implements Gathering<Q, A> {
  private final Bounds bounds;
  private final Function<List<Q>, List<A>> work;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Request<Q, A>> waiting = new ArrayList<>();
  private boolean working;
  private boolean closed;

  InMemoryGathering(Bounds bounds, Function<List<Q>, List<A>> work) {
    this.bounds = bounds;
    this.work = work;
  }

  @Override
  public A ask(Q question, int weight) {
    var request = new Request<Q, A>(question, weight);
    lock.lock();
    try {
      if (closed || (!waiting.isEmpty() && weight() + weight > bounds.room())) {
        throw DomainException.overloaded(closed ? "it is closed" : "it is full");
      }
      waiting.add(request);
      awaitAnswer(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DomainException.unavailable("the caller was interrupted", e);
    } finally {
      waiting.remove(request);
      changed.signalAll();
      lock.unlock();
    }
    return request.result();
  }

  @Override
  public Waiting waiting() {
    lock.lock();
    try {
      return new Waiting(
          weight(),
          waiting.isEmpty()
              ? Duration.ZERO
              : Duration.ofNanos(System.nanoTime() - waiting.getFirst().askedAt));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      while (!waiting.isEmpty()) {
        changed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private int weight() {
    return waiting.stream().mapToInt(request -> request.weight).sum();
  }

  private void awaitAnswer(Request<Q, A> request) throws InterruptedException {
    var nanos = bounds.patience().toNanos();
    while (!request.isDone()) {
      if (!working) {
        workOnGroup();
      } else if (nanos <= 0) {
        throw DomainException.overloaded("it takes too long");
      } else {
        nanos = changed.awaitNanos(nanos);
      }
    }
  }

  /** Lets go of the lock meanwhile, so that others can ask. */
  private void workOnGroup() {
    var group = group();
    working = true;
    lock.unlock();
    try {
      answer(group);
    } finally {
      lock.lock();
      working = false;
      changed.signalAll();
    }
  }

  private List<Request<Q, A>> group() {
    var group = new ArrayList<Request<Q, A>>();
    var room = bounds.group();
    for (var request : waiting) {
      if (!request.isDone()) {
        if (!group.isEmpty() && request.weight > room) {
          break;
        }
        group.add(request);
        room -= request.weight;
      }
    }
    return group;
  }

  private void answer(List<Request<Q, A>> group) {
    try {
      var answers = work.apply(group.stream().map(request -> request.question).toList());
      for (int i = 0; i < group.size(); i++) {
        group.get(i).answer = answers.get(i);
      }
    } catch (RuntimeException e) {
      var unavailable =
          e instanceof DomainException refused
              && refused.error() instanceof DomainError.Unavailable;
      if (group.size() == 1 || unavailable) {
        group.forEach(request -> request.failure = e);
      } else {
        group.forEach(request -> answer(List.of(request)));
      }
    }
  }

  /** What one caller asks, and what became of it. */
  private static final class Request<Q, A> {
    private final Q question;
    private final int weight;
    private final long askedAt = System.nanoTime();
    private volatile @Nullable A answer;
    private volatile @Nullable RuntimeException failure;

    private Request(Q question, int weight) {
      this.question = question;
      this.weight = weight;
    }

    private boolean isDone() {
      return answer != null || failure != null;
    }

    private A result() {
      if (failure != null) {
        throw failure;
      }
      if (answer == null) {
        throw new IllegalStateException("there is no answer");
      }
      return answer;
    }
  }
}
