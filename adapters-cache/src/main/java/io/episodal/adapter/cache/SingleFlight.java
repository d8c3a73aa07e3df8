package io.episodal.adapter.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Does a thing once for all who ask for it at the same time. The first does the work on its own
 * thread; the others may wait, as long as that work may take, and hold no lock meanwhile.
 * Thread-safe.
 */
final class SingleFlight<K, V> {
  private final ConcurrentMap<K, CompletableFuture<V>> underWay = new ConcurrentHashMap<>();

  /**
   * What {@code work} answers or throws, here or where it is under way already.
   *
   * @param others what those answer who find it under way, made of the wait for its outcome
   */
  V run(K key, Supplier<V> work, UnaryOperator<Supplier<V>> others) {
    var mine = new CompletableFuture<V>();
    var leading = underWay.putIfAbsent(key, mine);
    return leading == null ? lead(key, mine, work) : others.apply(() -> outcome(leading)).get();
  }

  private V lead(K key, CompletableFuture<V> mine, Supplier<V> work) {
    try {
      var value = work.get();
      mine.complete(value);
      return value;
    } catch (RuntimeException | Error failure) {
      mine.completeExceptionally(failure);
      throw failure;
    } finally {
      underWay.remove(key, mine);
    }
  }

  private static <V> V outcome(CompletableFuture<V> leading) {
    try {
      return leading.join();
    } catch (CompletionException wrapped) {
      switch (wrapped.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw wrapped;
      }
    }
  }
}
