package io.episodal.domain.shared;

import java.util.regex.Pattern;

/**
 * A network: the addresses that begin with the same bits. Immutable.
 *
 * @param first one of its addresses
 * @param bits how many leading bits of 128 its addresses share
 */
public record AddressRange(NetworkAddress first, int bits) {
  private static final int ALL_BITS = 128;
  private static final int IPV4_BITS = 32;
  private static final Pattern LENGTH = Pattern.compile("\\d{1,3}");

  public AddressRange {
    if (bits < 0 || bits > ALL_BITS) {
      throw new IllegalArgumentException("an address has at most 128 bits, not " + bits);
    }
  }

  /**
   * Reads a network as {@code 192.0.2.0/24} or {@code 2001:db8::/32}, or a single address.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static AddressRange parse(String text) {
    var slash = text.indexOf('/');
    var address =
        NetworkAddress.parse(slash < 0 ? text : text.substring(0, slash))
            .orElseThrow(() -> new IllegalArgumentException(text + " names no network"));
    var most = address.isIpv4() && text.indexOf(':') < 0 ? IPV4_BITS : ALL_BITS;
    var length = slash < 0 ? String.valueOf(most) : text.substring(slash + 1);
    if (!LENGTH.matcher(length).matches() || Integer.parseInt(length) > most) {
      throw new IllegalArgumentException(text + " names no network");
    }
    return new AddressRange(address, Integer.parseInt(length) + ALL_BITS - most);
  }

  public boolean contains(NetworkAddress address) {
    return same(first.high(), address.high(), Math.min(bits, Long.SIZE))
        && same(first.low(), address.low(), bits - Long.SIZE);
  }

  private static boolean same(long one, long other, int leadingBits) {
    return leadingBits <= 0 || (one ^ other) >>> (Long.SIZE - leadingBits) == 0;
  }
}
