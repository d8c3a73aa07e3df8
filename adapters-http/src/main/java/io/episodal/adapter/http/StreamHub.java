package io.episodal.adapter.http;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Follower;
import io.episodal.domain.notification.port.in.FollowInboxes;
import io.episodal.domain.notification.port.out.Signals;
import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open streams of this node. A signal has the streams of its lanes read their news, all in one
 * query; there are two threads for all streams, and none waits for a reader. Thread-safe.
 */
final class StreamHub implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamHub.class);

  /** Most streams that one query reads for, and most notifications of each. */
  private static final int MOST_READ = 500;

  private static final int MOST_NEWS = 20;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration COME_BACK = Duration.ofMinutes(1);

  private final FollowInboxes inboxes;
  private final Signals signals;
  private final StreamLimits limits;
  private final StreamMeters meters;
  private final List<Set<OpenStream>> lanes =
      IntStream.range(0, UserId.LANES)
          .<Set<OpenStream>>mapToObj(lane -> ConcurrentHashMap.newKeySet())
          .toList();
  private final AtomicInteger open = new AtomicInteger();
  private final Queue<OpenStream> waiting = new ConcurrentLinkedQueue<>();
  private final Semaphore work = new Semaphore(0);
  private final Semaphore ending = new Semaphore(0);
  private final RareWarnings unreadable = new RareWarnings(LOG::warn, System::nanoTime);
  private final List<Thread> threads = new ArrayList<>();
  private Runnable deaf = () -> {};
  private volatile boolean closed;

  StreamHub(FollowInboxes inboxes, Signals signals, StreamLimits limits, StreamMeters meters) {
    this.inboxes = inboxes;
    this.signals = signals;
    this.limits = limits;
    this.meters = meters;
    meters.open(open::get);
  }

  /** Begins to listen to signals. */
  void start() {
    threads.add(Thread.ofVirtual().name("streams").start(this::work));
    threads.add(Thread.ofVirtual().name("streams-heartbeat").start(this::beat));
    deaf = signals.listen(this::hear);
  }

  /**
   * A place for a stream of a user; refused if there are too many.
   *
   * @param signedIn whether its caller's token is still good
   */
  OpenStream admit(UserId user, BooleanSupplier signedIn) {
    if (closed) {
      throw Refusal.busy("The server is stopping");
    }
    if (open.incrementAndGet() > limits.open()) {
      open.decrementAndGet();
      meters.refused();
      throw Refusal.busy("The server has as many open streams as it can keep; try again");
    }
    var stream = new OpenStream(user, limits.heartbeat(), signedIn, this::wantsNews, this::forget);
    var ofLane = lanes.get(user.lane());
    ofLane.add(stream);
    if (ofLane.stream().filter(other -> other.user().equals(user)).count() > limits.ofUser()) {
      stream.cutOff();
      throw new DomainException(
          new DomainError.RateLimited(
              "You have " + limits.ofUser() + " open streams already; end one of them", COME_BACK));
    }
    return stream;
  }

  /** Ends every stream; no other begins. */
  @Override
  public void close() {
    closed = true;
    deaf.run();
    work.release();
    ending.release();
    try {
      for (var thread : threads) {
        var unused = thread.join(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (var ofLane : lanes) {
      ofLane.forEach(stream -> stream.end("The server is stopping; come back"));
    }
  }

  private void hear(Set<Integer> signalled) {
    for (var lane : signalled) {
      lanes.get(lane).forEach(OpenStream::fallBehind);
    }
  }

  private void wantsNews(OpenStream stream) {
    waiting.add(stream);
    work.release();
  }

  private void forget(OpenStream stream) {
    if (lanes.get(stream.user().lane()).remove(stream)) {
      open.decrementAndGet();
    }
  }

  private void work() {
    try {
      while (!closed) {
        work.acquire();
        work.drainPermits();
        var reading = next();
        while (!reading.isEmpty() && !closed) {
          read(reading);
          reading = next();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next streams that want news and can be written to. */
  private Map<Follower, List<OpenStream>> next() {
    Map<Follower, List<OpenStream>> reading = new ConcurrentHashMap<>();
    while (reading.size() < MOST_READ) {
      var stream = waiting.poll();
      if (stream == null) {
        break;
      }
      var follower = stream.takeTurn();
      if (follower != null) {
        reading.computeIfAbsent(follower, each -> new ArrayList<>()).add(stream);
      }
    }
    return reading;
  }

  private void read(Map<Follower, List<OpenStream>> reading) throws InterruptedException {
    try {
      var news = inboxes.news(reading.keySet(), MOST_NEWS);
      reading.forEach((follower, streams) -> {
        if (news.quiet().contains(follower)) {
          streams.forEach(OpenStream::waitOn);
          return;
        }
        var told = news.told().getOrDefault(follower, List.of());
        streams.forEach(stream -> stream.tell(told, told.size() == MOST_NEWS));
        meters.sent(told.size() * streams.size());
      });
    } catch (RuntimeException e) {
      unreadable.warn("News for open streams cannot be read: " + e);
      var unused = ending.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      reading.values().forEach(streams -> streams.forEach(each -> each.tell(List.of(), true)));
    }
  }

  /** A second between two rounds spreads the heartbeats of streams that began one after another. */
  private void beat() {
    var pause = Math.max(1, Math.min(limits.heartbeat().toMillis() / 2, 1_000));
    try {
      while (!closed && !ending.tryAcquire(pause, TimeUnit.MILLISECONDS)) {
        lanes.forEach(ofLane -> ofLane.forEach(this::beat));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void beat(OpenStream stream) {
    if (stream.isStalled(limits.stalled())) {
      meters.dropped();
      stream.cutOff();
    } else {
      stream.beat(limits.heartbeat());
    }
  }
}
