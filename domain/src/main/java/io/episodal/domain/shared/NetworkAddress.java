package io.episodal.domain.shared;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A numeric network address as 128 bits; one of IPv4 is what IPv6 maps it to. Immutable.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record NetworkAddress(long high, long low) {
  private static final long IPV4 = 0xFFFF_0000_0000L;
  private static final Pattern DOTTED =
      Pattern.compile("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
  private static final int GROUPS = 8;
  private static final int GROUP_BITS = 16;
  private static final int HIGHEST_BYTE = 255;

  /** Reads an address as text, of IPv6 also in brackets or with a zone; empty if it is none. */
  public static Optional<NetworkAddress> parse(String text) {
    var bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    if (DOTTED.matcher(bare).matches()) {
      return dotted(bare).map(bits -> new NetworkAddress(0, IPV4 | bits));
    }
    var zone = bare.indexOf('%');
    return colons(zone < 0 ? bare : bare.substring(0, zone));
  }

  /** Whether it is one of IPv4. */
  public boolean isIpv4() {
    return high == 0 && (low & ~0xFFFF_FFFFL) == IPV4;
  }

  private static Optional<Long> dotted(String text) {
    long bits = 0;
    for (var part : text.split("\\.", -1)) {
      var value = Integer.parseInt(part);
      if (value > HIGHEST_BYTE) {
        return Optional.empty();
      }
      bits = bits << Byte.SIZE | value;
    }
    return Optional.of(bits);
  }

  /** At most one run of groups is left out; the last two may be written as IPv4. */
  private static Optional<NetworkAddress> colons(String text) {
    var gap = text.indexOf("::");
    var head = groups(gap < 0 ? text : text.substring(0, gap));
    var tail = groups(gap < 0 ? "" : text.substring(gap + 2));
    if (head.isEmpty() || tail.isEmpty()) {
      return Optional.empty();
    }
    var given = head.get().length + tail.get().length;
    if (gap < 0 ? given != GROUPS : given >= GROUPS) {
      return Optional.empty();
    }
    var all = Arrays.copyOf(head.get(), GROUPS);
    System.arraycopy(tail.get(), 0, all, GROUPS - tail.get().length, tail.get().length);
    return Optional.of(new NetworkAddress(bits(all, 0), bits(all, GROUPS / 2)));
  }

  private static Optional<int[]> groups(String text) {
    if (text.isEmpty()) {
      return Optional.of(new int[0]);
    }
    var parts = text.split(":", -1);
    var last = parts[parts.length - 1];
    var groups = new int[parts.length + (last.indexOf('.') < 0 ? 0 : 1)];
    if (groups.length > parts.length) {
      var bits = DOTTED.matcher(last).matches() ? dotted(last) : Optional.<Long>empty();
      if (bits.isEmpty()) {
        return Optional.empty();
      }
      groups[parts.length - 1] = (int) (bits.get() >>> GROUP_BITS);
      groups[parts.length] = (int) (bits.get() & 0xFFFF);
    }
    for (int i = 0; i < parts.length - (groups.length - parts.length); i++) {
      if (!GROUP.matcher(parts[i]).matches()) {
        return Optional.empty();
      }
      groups[i] = Integer.parseInt(parts[i], 16);
    }
    return Optional.of(groups);
  }

  private static long bits(int[] groups, int from) {
    long bits = 0;
    for (int i = from; i < from + GROUPS / 2; i++) {
      bits = bits << GROUP_BITS | groups[i];
    }
    return bits;
  }
}
