package io.episodal.adapter.cache;

import io.episodal.adapter.cache.RedisBreaker.Contact;
import io.episodal.domain.cache.port.out.AnswerCache;
import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import io.episodal.domain.shared.port.out.Listener;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Answers in a Redis that nodes share. */
final class RedisAnswers implements SharedAnswers {
  private static final Duration CONNECTING = Duration.ofSeconds(1);
  private static final Duration QUIET = Duration.ZERO;

  /** Most commands that may wait for Redis, far above what the watch leaves time for. */
  private static final int MOST_WAITING = 4_096;

  /** Most bytes of answers that may wait to be kept. */
  private static final int MOST_UNSENT = 4 << 20;

  private final ClientResources threads;
  private final RedisClient client;
  private final RedisBreaker breaker;
  private final RedisWatch watch;
  private final Duration patience;
  private final Semaphore unsent = new Semaphore(MOST_UNSENT);

  private RedisAnswers(
      RedisURI address, TagVersions versions, Listener listener, Duration patience) {
    this.patience = patience;
    threads =
        DefaultClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .commandLatencyRecorder(CommandLatencyRecorder.disabled())
            .build();
    client = RedisClient.create(threads, address);
    client.setOptions(options());
    breaker = new RedisBreaker(listener);
    watch = new RedisWatch(client, address, versions, breaker, patience);
  }

  /**
   * Those of one Redis, to which it connects in the background.
   *
   * @param patience the longest that a caller waits for Redis
   */
  static RedisAnswers at(
      RedisURI address, TagVersions versions, Listener listener, Duration patience) {
    var answers = new RedisAnswers(address, versions, listener, patience);
    answers.watch.start();
    return answers;
  }

  /** A link that breaks stays broken: the watch makes another, and knows then what was lost. */
  private static ClientOptions options() {
    return ClientOptions.builder()
        .autoReconnect(false)
        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
        .requestQueueSize(MOST_WAITING)
        .socketOptions(SocketOptions.builder().connectTimeout(CONNECTING).build())
        .build();
  }

  @Override
  public Optional<Found> find(AnswerCache.Key key, long version) {
    return breaker
        .contact()
        .flatMap(contact ->
            asked(contact, key)
                .flatMap(StoredAnswer::read)
                .filter(stored -> stored.version() == version)
                .map(stored ->
                    new Found(stored.bytes(), Duration.ofMillis(stored.endsAt() - contact.now())))
                .filter(found -> found.left().isPositive()));
  }

  @Override
  public void keep(AnswerCache.Key key, long version, byte[] bytes, Duration timeToLive) {
    breaker
        .contact()
        .ifPresent(contact -> {
          if (unsent.tryAcquire(Math.min(bytes.length, MOST_UNSENT))) {
            send(contact, key, version, bytes, timeToLive);
          } else {
            breaker.count();
          }
        });
  }

  @Override
  public boolean vouches() {
    return breaker.vouches();
  }

  @Override
  public void evicted() {
    watch.nudge();
  }

  /**
   * Whoever evicts tags writes their versions into Redis. If that does not come, because it was
   * killed in between, cannot reach Redis, or has no cache, this process does it.
   */
  @Override
  public void evictedElsewhere(Set<Tag> tags, TagVersions versions) {
    versions.expect(tags, System.nanoTime());
  }

  @Override
  public boolean healthy() {
    return breaker.contact().isPresent();
  }

  @Override
  public long failures() {
    return breaker.failures();
  }

  @Override
  public void close() {
    watch.close();
    client.shutdown(QUIET, CONNECTING);
    var unused = threads.shutdown(QUIET.toMillis(), CONNECTING.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Optional<byte[]> asked(Contact contact, AnswerCache.Key key) {
    try {
      return Optional.ofNullable(
          contact
              .link()
              .answer(key.name())
              .toCompletableFuture()
              .get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      cutOff(RedisWatch.tooSlow());
    } catch (ExecutionException | RedisException e) {
      cutOff(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private void cutOff(Exception cause) {
    breaker.open(cause);
    watch.nudge();
  }

  private void send(
      Contact contact, AnswerCache.Key key, long version, byte[] bytes, Duration timeToLive) {
    var stored = new StoredAnswer(version, contact.now() + timeToLive.toMillis(), bytes);
    try {
      var unused =
          contact
              .link()
              .keep(key.name(), stored.written(), timeToLive)
              .whenComplete((done, failure) -> sent(bytes, failure));
    } catch (RedisException full) {
      sent(bytes, full);
    }
  }

  private void sent(byte[] bytes, @Nullable Throwable failure) {
    unsent.release(Math.min(bytes.length, MOST_UNSENT));
    if (failure != null) {
      breaker.count();
    }
  }
}
