package io.episodal.adapter.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What an address belongs to that one person is likely to have as a whole. */
final class Networks {
  private static final Pattern NUMERIC = Pattern.compile("[0-9A-Fa-f:.%a-z]*:[0-9A-Fa-f:.%a-z]*");
  private static final int PREFIX_BYTES = 8;

  private Networks() {}

  /** An IPv4 address as it is; of an IPv6 address the first 64 bits. */
  static String of(String address) {
    var bare = address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
    if (!NUMERIC.matcher(bare).matches()) {
      return bare;
    }
    try {
      return InetAddress.getByName(bare) instanceof Inet6Address six
          ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), PREFIX_BYTES)) + "::/64"
          : bare;
    } catch (UnknownHostException notNumeric) {
      return bare;
    }
  }
}
