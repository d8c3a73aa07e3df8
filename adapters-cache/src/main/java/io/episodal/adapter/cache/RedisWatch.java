package io.episodal.adapter.cache;

import io.episodal.adapter.cache.RedisBreaker.Contact;
import io.episodal.adapter.cache.RedisLink.Common;
import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this process in touch with Redis, on a thread of its own: it connects, tells of the
 * evictions of this process and asks for those of others, five times a second and whenever there is
 * news. All that is promised after a broken connection, an emptied or restarted Redis follows from
 * this one exchange; messages of evictions only make it come sooner.
 */
final class RedisWatch implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration LAST_PATIENCE = Duration.ofSeconds(1);
  private static final int ATTEMPTS = 3;

  private final RedisClient client;
  private final RedisURI address;
  private final TagVersions versions;
  private final RedisBreaker breaker;
  private final Duration patience;
  private final Semaphore news = new Semaphore(0);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private @Nullable RedisLink link;
  private boolean missedNews;

  /**
   * One that is yet to be started.
   *
   * @param patience what callers may wait; beyond it Redis is as good as lost
   */
  RedisWatch(
      RedisClient client,
      RedisURI address,
      TagVersions versions,
      RedisBreaker breaker,
      Duration patience) {
    this.client = client;
    this.address = address;
    this.versions = versions;
    this.breaker = breaker;
    this.patience = patience;
    thread = Thread.ofPlatform().name("redis-watch").daemon().unstarted(this::watch);
  }

  void start() {
    thread.start();
  }

  /** Has the next exchange come at once. */
  void nudge() {
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  /**
   * Ends it after a last exchange, so that others hear what has been evicted here. The link is left
   * to the client, which closes what is open when it is shut down.
   */
  @Override
  public void close() {
    stopped.countDown();
    nudge();
    try {
      if (!thread.join(LAST_PATIENCE)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    try {
      while (stopped.getCount() > 0 || (link != null && versions.areUnannounced())) {
        if (exchanged()) {
          var unused = news.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } else {
          var unused = stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException closing) {
      // Nobody else has this thread.
    }
  }

  private boolean exchanged() throws InterruptedException {
    try {
      breaker.close(exchange(connected()));
      return true;
    } catch (ExecutionException e) {
      breaker.open(e.getCause() == null ? e : e.getCause());
    } catch (IOException | TimeoutException | RuntimeException e) {
      breaker.open(e);
    }
    drop();
    return false;
  }

  /**
   * A link that is open. After one that was lost everything is evicted, everywhere: which evictions
   * got through before it broke is unknown, here and on the nodes that it broke for, too.
   */
  private RedisLink connected()
      throws InterruptedException, ExecutionException, TimeoutException, IOException {
    var open = link;
    if (open == null) {
      open = RedisLink.to(client, address, this::nudge);
      link = open;
      if (missedNews) {
        versions.evict(EnumSet.allOf(Tag.class));
      }
    } else if (!open.isOpen()) {
      throw new IOException("the connection to Redis was lost");
    }
    return open;
  }

  private Contact exchange(RedisLink open)
      throws InterruptedException, ExecutionException, TimeoutException, IOException {
    versions.evictOverdue(System.nanoTime());
    for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
      var begun = System.nanoTime();
      var common = await(open.exchange(versions.takeUnannounced()));
      var missing = EnumSet.allOf(Tag.class);
      missing.removeAll(common.versions().keySet());
      if (missing.isEmpty()) {
        versions.adopt(common.versions());
        missedNews = false;
        return new Contact(open, common.millis(), begun);
      }
      versions.evict(missing);
    }
    throw new IOException("Redis does not keep what is written into it");
  }

  private Common await(CompletableFuture<Common> exchange)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      if (breaker.contact().isPresent()) {
        breaker.open(tooSlow());
      }
    }
    try {
      return exchange.get(LAST_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException hanging) {
      throw tooSlow();
    }
  }

  static TimeoutException tooSlow() {
    return new TimeoutException("Redis has not answered in time");
  }

  private void drop() {
    var broken = link;
    if (broken != null) {
      link = null;
      missedNews = true;
      broken.close();
    }
  }
}
