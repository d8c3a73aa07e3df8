package io.episodal.testkit;

import io.episodal.domain.shared.port.out.IdGenerator;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the same ids in every run: UUIDs of version 7 that sort in the order of their making. Their
 * low bits look random, so that users spread over all lanes. Thread-safe.
 */
public final class SequentialIds implements IdGenerator {
  private static final long FIRST_MILLISECOND = 1_767_225_600_000L;
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final int COUNTER_BITS = 12;

  private final AtomicLong made = new AtomicLong();
  private final long seed;

  public SequentialIds() {
    this(0);
  }

  /**
   * Ids that differ from those of other seeds.
   *
   * @param seed decides the low bits
   */
  public SequentialIds(long seed) {
    this.seed = seed;
  }

  @Override
  public UUID next() {
    var number = made.getAndIncrement();
    var millisecond = FIRST_MILLISECOND + (number >>> COUNTER_BITS);
    var counter = number & ((1 << COUNTER_BITS) - 1);
    var high = millisecond << 16 | VERSION | counter;
    return new UUID(high, VARIANT | mixed(seed + mixed(number)) >>> 2);
  }

  /** The finishing step of SplitMix64: spreads neighbouring numbers over all bits. */
  private static long mixed(long number) {
    var bits = number + 0x9e3779b97f4a7c15L;
    bits = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
    bits = (bits ^ bits >>> 27) * 0x94d049bb133111ebL;
    return bits ^ bits >>> 31;
  }
}
