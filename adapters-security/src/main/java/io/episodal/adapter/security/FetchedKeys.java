package io.episodal.adapter.security;

import com.auth0.jwt.algorithms.Algorithm;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that an issuer publishes, fetched when they are needed and kept. A name that is not among
 * them has them fetched again, and so does their age, aside; but never twice within a pause,
 * however many tokens come. Where a fetch fails, those that were fetched before go on to be good.
 * Thread-safe.
 */
final class FetchedKeys implements KeySource {
  static final Duration PAUSE = Duration.ofSeconds(30);
  static final Duration FRESH = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(FetchedKeys.class);

  /** Asks the issuer for all of its keys by name. */
  @FunctionalInterface
  interface Source {
    Map<String, Algorithm> fetch() throws IOException;
  }

  private final String name;
  private final Source source;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile KeySet kept = new KeySet(Map.of(), Instant.EPOCH);
  private volatile Instant tried = Instant.EPOCH;

  FetchedKeys(String name, Source source) {
    this.name = name;
    this.source = source;
  }

  @Override
  public Optional<Algorithm> key(@Nullable String keyName, Instant now) {
    var keys = kept;
    var known = keys.find(keyName);
    if (known.isPresent()) {
      if (isPast(keys.fetched(), FRESH, now) && isPast(tried, PAUSE, now)) {
        Thread.ofVirtual().name("fetch-keys").start(() -> fetch(now));
      }
      return known;
    }
    fetch(now);
    return kept.find(keyName);
  }

  /** Who comes while another fetches waits for that. */
  private void fetch(Instant now) {
    if (!fetching.isLocked() && !isPast(tried, PAUSE, now)) {
      return;
    }
    fetching.lock();
    try {
      if (isPast(tried, PAUSE, now)) {
        tried = now;
        kept = new KeySet(source.fetch(), now);
      }
    } catch (IOException e) {
      LOG.warn("The keys at {} cannot be fetched: {}", name, e.getMessage());
    } finally {
      fetching.unlock();
    }
  }

  /** A clock that was set back does not make anybody wait for it. */
  private static boolean isPast(Instant since, Duration time, Instant now) {
    return now.isBefore(since) || !now.isBefore(since.plus(time));
  }

  private record KeySet(Map<String, Algorithm> byName, Instant fetched) {
    KeySet {
      byName = Map.copyOf(byName);
    }

    Optional<Algorithm> find(@Nullable String name) {
      if (name != null) {
        return Optional.ofNullable(byName.get(name));
      }
      return byName.size() == 1 ? byName.values().stream().findFirst() : Optional.empty();
    }
  }
}
