package io.episodal.adapter.http;

import java.util.List;
import java.util.Random;

/** Choices of a fuzz run, the same for the same seed. Not thread-safe. */
final class Draw {
  private final Random random;

  Draw(long seed) {
    this.random = new Random(seed);
  }

  <T> T from(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** True in so many of a hundred cases. */
  boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  /** From {@code least}, included, to {@code end}, excluded. */
  int between(int least, int end) {
    return random.nextInt(least, end);
  }

  String word() {
    return Long.toString(random.nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
  }
}
