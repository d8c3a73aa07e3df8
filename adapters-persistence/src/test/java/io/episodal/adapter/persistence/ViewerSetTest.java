package io.episodal.adapter.persistence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ViewerSetTest {
  private static final String FEW = "01a706dd2f4d197e6fdf70cd3f8d34016e";
  private static final long CHECKSUM_OF_MANY = 4_045_033_654L;
  private static final long SIZE_OF_MANY = 5_006;

  @Test
  void nobodyIsNoBytesOrOne() {
    assertEquals(0, ViewerSet.of(new byte[0]).size());
    assertEquals(0, new ViewerSet().size());
    assertArrayEquals(new byte[] {1}, new ViewerSet().toBytes());
  }

  /** What is stored must be read by every later version. */
  @Test
  void theBytesOfFewNeverChange() {
    var set = new ViewerSet();
    set.add(new UUID(0, 0));
    set.add(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"));

    assertEquals(FEW, HexFormat.of().formatHex(set.toBytes()));
    assertEquals(2, ViewerSet.of(HexFormat.of().parseHex(FEW)).size());
  }

  @Test
  void theBytesOfManyNeverChange() {
    var bytes = set(viewers(7, 5_000)).toBytes();

    var checksum = new CRC32();
    checksum.update(bytes);
    assertEquals(1 + 16_384, bytes.length);
    assertEquals(2, bytes[0]);
    assertEquals(CHECKSUM_OF_MANY, checksum.getValue());
    assertEquals(SIZE_OF_MANY, ViewerSet.of(bytes).size());
  }

  @Test
  void unknownBytesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> ViewerSet.of(new byte[] {3}));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 999, 1_000})
  void fewAreCountedExactly(int count) {
    var viewers = viewers(count, count);
    var set = set(viewers);
    viewers.forEach(set::add);

    assertEquals(count, set.size());
    assertEquals(count, ViewerSet.of(set.toBytes()).size());
  }

  @ParameterizedTest
  @CsvSource({"1001, 1", "2000, 2", "20000, 3", "200000, 4"})
  void manyAreEstimated(int count, long seed) {
    var size = set(viewers(seed, count)).size();

    assertEquals(count, (double) size, .03 * count, "seed " + seed);
  }

  /** Whatever the order, the repetitions and the parts they come in. */
  @ParameterizedTest
  @CsvSource({"1, 300", "2, 999", "3, 1000", "4, 1001", "5, 1500", "6, 6000"})
  void aSetDependsOnWhoIsInItAlone(long seed, int count) {
    var viewers = viewers(seed, count);
    var whole = set(viewers).toBytes();
    var random = new Random(seed);
    for (int round = 0; round < 5; round++) {
      Collections.shuffle(viewers, random);
      var cut = random.nextInt(count + 1);
      var overlap = random.nextInt(count - cut + 1);
      var one = set(viewers.subList(0, cut + overlap));
      var other = set(viewers.subList(cut, count));
      var both = ViewerSet.of(one.toBytes());
      both.addAll(other);
      assertArrayEquals(whole, both.toBytes(), "seed " + seed);
      other.addAll(one);
      assertArrayEquals(whole, other.toBytes(), "seed " + seed);
      both.addAll(one);
      assertArrayEquals(whole, both.toBytes(), "seed " + seed);
    }
  }

  @Test
  void aUnionChangesNothingOfWhatIsAdded() {
    var many = set(viewers(1, 3_000));
    var before = many.toBytes();

    var union = new ViewerSet();
    union.addAll(many);
    union.addAll(set(viewers(2, 3_000)));

    assertArrayEquals(before, many.toBytes());
  }

  private static ViewerSet set(List<UUID> viewers) {
    var set = new ViewerSet();
    viewers.forEach(set::add);
    return set;
  }

  private static List<UUID> viewers(long seed, int count) {
    var random = new Random(seed);
    var viewers = new ArrayList<UUID>(count);
    for (int i = 0; i < count; i++) {
      viewers.add(new UUID(random.nextLong(), random.nextLong()));
    }
    return viewers;
  }
}
