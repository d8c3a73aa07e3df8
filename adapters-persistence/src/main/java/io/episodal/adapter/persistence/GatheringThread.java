package io.episodal.adapter.persistence;

import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.port.out.Gathering;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A thread that works on what callers ask: all that has gathered while it worked on the last group
 * is the next one. It is not one of the callers, so that the wait of each of them has a bound even
 * if the store hangs.
 */
final class GatheringThread<Q, A> implements Gathering<Q, A> {
  private static final Duration LAST_PATIENCE = Duration.ofSeconds(10);

  private final Bounds bounds;
  private final Function<List<Q>, List<A>> work;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asked = lock.newCondition();
  private final Deque<Request<Q, A>> queue = new ArrayDeque<>();
  private final Thread thread;
  private List<Request<Q, A>> group = List.of();
  private int weight;
  private boolean closed;

  private GatheringThread(Bounds bounds, Function<List<Q>, List<A>> work) {
    this.bounds = bounds;
    this.work = work;
    this.thread = Thread.ofPlatform().name("episodal-gathering").daemon().unstarted(this::run);
  }

  static <Q, A> Gathering<Q, A> start(Bounds bounds, Function<List<Q>, List<A>> work) {
    var gathering = new GatheringThread<>(bounds, work);
    gathering.thread.start();
    return gathering;
  }

  @Override
  public A ask(Q question, int weightOfRequest) {
    var request = new Request<Q, A>(question, weightOfRequest);
    enqueue(request);
    try {
      return request.answer.get(bounds.patience().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (TimeoutException e) {
      throw DomainException.unavailable(
          withdraw(request)
              ? "this waited too long and was not begun; try again shortly"
              : "this takes too long, and whether it will be done is not known; send it again as it was",
          e);
    } catch (InterruptedException e) {
      withdraw(request);
      Thread.currentThread().interrupt();
      throw DomainException.unavailable("the caller was interrupted", e);
    }
  }

  @Override
  public Waiting waiting() {
    lock.lock();
    try {
      var first = group.isEmpty() ? queue.peekFirst() : group.getFirst();
      return new Waiting(
          weight,
          first == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - first.askedAt));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      asked.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(LAST_PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void enqueue(Request<Q, A> request) {
    lock.lock();
    try {
      if (closed) {
        throw DomainException.overloaded("this is stopping; try again shortly");
      }
      if (weight + request.weight > bounds.room() && weight > 0) {
        throw DomainException.overloaded("too much waits to be recorded; try again shortly");
      }
      weight += request.weight;
      queue.addLast(request);
      asked.signal();
    } finally {
      lock.unlock();
    }
  }

  /** What nobody waits for any more is left alone, unless its group has begun. */
  private boolean withdraw(Request<Q, A> request) {
    lock.lock();
    try {
      var waited = queue.remove(request);
      if (waited) {
        weight -= request.weight;
      }
      return waited;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    for (var next = nextGroup(); !next.isEmpty(); next = nextGroup()) {
      var outcomes = outcomes(next);
      release();
      for (int i = 0; i < next.size(); i++) {
        outcomes.get(i).tell(next.get(i).answer);
      }
    }
  }

  /** Waits for a group; empty when this is closed and all is answered. */
  private List<Request<Q, A>> nextGroup() {
    lock.lock();
    try {
      while (queue.isEmpty() && !closed) {
        asked.awaitUninterruptibly();
      }
      group = taken();
      return group;
    } finally {
      lock.unlock();
    }
  }

  private List<Request<Q, A>> taken() {
    var taken = new ArrayList<Request<Q, A>>();
    var room = bounds.group();
    for (var next = queue.peekFirst();
        next != null && (taken.isEmpty() || next.weight <= room);
        next = queue.peekFirst()) {
      taken.add(queue.removeFirst());
      room -= next.weight;
    }
    return taken;
  }

  private List<Outcome<A>> outcomes(List<Request<Q, A>> requests) {
    try {
      return work.apply(requests.stream().map(request -> request.question).toList()).stream()
          .map(answer -> new Outcome<A>(answer, null))
          .toList();
    } catch (RuntimeException | Error failure) {
      return requests.size() == 1 || isUnavailable(failure)
          ? Collections.nCopies(requests.size(), new Outcome<A>(null, failure))
          : requests.stream().flatMap(request -> outcomes(List.of(request)).stream()).toList();
    }
  }

  /** Makes room before its callers are told, so that each can ask again at once. */
  private void release() {
    lock.lock();
    try {
      group.forEach(request -> weight -= request.weight);
      group = List.of();
    } finally {
      lock.unlock();
    }
  }

  private static boolean isUnavailable(Throwable failure) {
    return failure instanceof DomainException refused
        && refused.error() instanceof DomainError.Unavailable;
  }

  /** Each caller throws an exception of its own, with its own stack trace. */
  private static RuntimeException failure(@Nullable Throwable cause) {
    if (cause instanceof DomainException refused) {
      return refused.error() instanceof DomainError.Unavailable
          ? DomainException.unavailable(refused.error().detail(), refused)
          : new DomainException(refused.error());
    }
    return new IllegalStateException("the work on a request failed", cause);
  }

  /** What became of a request: an answer or a failure. */
  private record Outcome<A>(@Nullable A answer, @Nullable Throwable failure) {
    private void tell(CompletableFuture<A> caller) {
      if (failure != null) {
        caller.completeExceptionally(failure);
      } else if (answer != null) {
        caller.complete(answer);
      }
    }
  }

  /** What one caller asks, and the place of its answer. */
  private static final class Request<Q, A> {
    private final Q question;
    private final int weight;
    private final long askedAt = System.nanoTime();
    private final CompletableFuture<A> answer = new CompletableFuture<>();

    private Request(Q question, int weight) {
      this.question = question;
      this.weight = weight;
    }
  }
}
