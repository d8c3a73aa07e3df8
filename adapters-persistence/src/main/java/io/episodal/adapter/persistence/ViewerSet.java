package io.episodal.adapter.persistence;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Different viewers, of whom only hashes are kept: all of them while they are few, a sketch of
 * fixed size from then on. What it holds depends on who is in it alone, not on the order or the
 * pieces in which they came. Not thread-safe.
 *
 * <p>Its bytes are one that tells the format, and then the hashes in ascending order (1) or the
 * registers of an UltraLogLog (2).
 */
final class ViewerSet {
  /** Most viewers that are counted exactly. */
  static final int FEW = 1_000;

  private static final byte HASHES = 1;
  private static final byte REGISTERS = 2;

  /** 16,384 registers of a byte: the standard error is .6 %. */
  private static final int PRECISION = 14;

  private long[] hashes = new long[4];
  private int count;
  private @Nullable UltraLogLog sketch;

  static ViewerSet of(byte[] bytes) {
    var set = new ViewerSet();
    if (bytes.length == 0) {
      return set;
    }
    switch (bytes[0]) {
      case HASHES -> {
        set.hashes = hashes(bytes);
        set.count = set.hashes.length;
      }
      case REGISTERS -> set.sketch = UltraLogLog.wrap(Arrays.copyOfRange(bytes, 1, bytes.length));
      default -> throw new IllegalArgumentException("no set of viewers has format " + bytes[0]);
    }
    return set;
  }

  /** The hash by which a viewer is known here; it must never change. */
  static long hash(UUID viewer) {
    return mixed(mixed(viewer.getMostSignificantBits()) ^ viewer.getLeastSignificantBits());
  }

  void add(UUID viewer) {
    add(hash(viewer));
  }

  void add(long hash) {
    if (sketch != null) {
      sketch.add(hash);
      return;
    }
    var place = Arrays.binarySearch(hashes, 0, count, hash);
    if (place < 0) {
      insert(-place - 1, hash);
    }
  }

  void addAll(ViewerSet others) {
    if (others.sketch == null) {
      LongStream.of(others.hashes).limit(others.count).forEach(this::add);
    } else {
      sketched().add(others.sketch);
    }
  }

  ViewerSet copy() {
    var copy = new ViewerSet();
    copy.addAll(this);
    return copy;
  }

  /** How many: exactly up to {@link #FEW}, an estimate above. */
  long size() {
    return sketch == null ? count : Math.round(sketch.getDistinctCountEstimate());
  }

  byte[] toBytes() {
    var content = sketch == null ? new byte[count * Long.BYTES] : sketch.getState();
    var bytes = ByteBuffer.allocate(1 + content.length).put(sketch == null ? HASHES : REGISTERS);
    if (sketch == null) {
      LongStream.of(hashes).limit(count).forEach(bytes::putLong);
    } else {
      bytes.put(content);
    }
    return bytes.array();
  }

  private void insert(int place, long hash) {
    if (count == FEW) {
      sketched().add(hash);
      return;
    }
    if (count == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.min(FEW, 2 * count + 4));
    }
    System.arraycopy(hashes, place, hashes, place + 1, count - place);
    hashes[place] = hash;
    count++;
  }

  private UltraLogLog sketched() {
    var present = sketch;
    if (present == null) {
      present = UltraLogLog.create(PRECISION);
      LongStream.of(hashes).limit(count).forEach(present::add);
      hashes = new long[0];
      count = 0;
      sketch = present;
    }
    return present;
  }

  private static long[] hashes(byte[] bytes) {
    var hashes = new long[(bytes.length - 1) / Long.BYTES];
    ByteBuffer.wrap(bytes, 1, bytes.length - 1).asLongBuffer().get(hashes);
    return hashes;
  }

  /** Spreads every bit over all bits, as the last step of SplitMix64. */
  private static long mixed(long bits) {
    var z = bits + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
