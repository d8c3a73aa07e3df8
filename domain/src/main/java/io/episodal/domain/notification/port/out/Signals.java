package io.episodal.domain.notification.port.out;

import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells every node that something was delivered. {@link FanOut} sends one signal for each call that
 * delivers, heard once its transaction has been committed; never one a user. Thread-safe.
 */
public interface Signals {

  /**
   * Has {@code hearer} called with the lanes in which something may have been delivered, by
   * whatever node; signals that come close together may be one call. When listening begins, and
   * whenever signals may have been missed, these are all lanes. Calls come one at a time and must
   * return at once.
   *
   * @return what ends it
   */
  Runnable listen(Consumer<Set<Integer>> hearer);
}
