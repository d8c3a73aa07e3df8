package io.episodal.adapter.http;

import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names requests in answers and logs: as the caller does, else by a number that is unlikely to be
 * anybody else's. Thread-safe.
 */
final class RequestIds {
  private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final String start = Long.toHexString(RandomGenerator.getDefault().nextLong());
  private final AtomicLong last = new AtomicLong();

  String orNext(@Nullable String given) {
    return given != null && ACCEPTABLE.matcher(given).matches()
        ? given
        : start + "-" + last.incrementAndGet();
  }
}
