package io.episodal.domain.analytics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SmallestHashesTest {

  @Test
  void smallSetsAreExact() {
    var one = SmallestHashes.of(5, -1, 3, 5, Long.MIN_VALUE);
    var other = SmallestHashes.of(3, Long.MIN_VALUE, 77);

    assertEquals(4, one.size());
    assertEquals(2, one.shared(other));
    assertEquals(0, one.shared(SmallestHashes.NONE));
    assertArrayEquals(new long[] {3, 5, Long.MIN_VALUE, -1}, one.toArray());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aUnionIsThatOfTheSetsInAnyOrder(long seed) {
    var hashes = new Random(seed).longs(5_000).toArray();
    var whole = SmallestHashes.of(hashes).toArray();
    var left = SmallestHashes.of(Arrays.copyOfRange(hashes, 0, 3_000));
    var right = SmallestHashes.of(Arrays.copyOfRange(hashes, 2_000, 5_000));

    assertArrayEquals(whole, left.union(right).toArray());
    assertArrayEquals(whole, right.union(left).union(left).toArray());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void largeSetsAreEstimated(long seed) {
    var hashes = new Random(seed).longs(60_000).toArray();
    var left = SmallestHashes.of(Arrays.copyOfRange(hashes, 0, 40_000));
    var right = SmallestHashes.of(Arrays.copyOfRange(hashes, 20_000, 60_000));

    assertEquals(40_000.0, (double) left.size(), 4_800.0, "seed " + seed);
    assertEquals(20_000.0, (double) left.shared(right), 3_600.0, "seed " + seed);
    assertEquals(left.shared(right), right.shared(left));
  }
}
