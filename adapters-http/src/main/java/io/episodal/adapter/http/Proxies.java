package io.episodal.adapter.http;

import io.episodal.domain.shared.AddressRange;
import io.episodal.domain.shared.NetworkAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which peers are believed whose requests they pass on. Immutable. */
final class Proxies {
  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final Pattern WITH_PORT =
      Pattern.compile("(\\d+\\.\\d+\\.\\d+\\.\\d+|\\[.*]):\\d+");

  private final List<AddressRange> trusted;

  /** Those in these networks. */
  Proxies(List<AddressRange> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /**
   * Where a request comes from: the last one before the trusted proxies, each of which adds its
   * peer on the right. What stands left of that anybody can have written.
   */
  String addressOf(HttpServletRequest request) {
    var address = request.getRemoteAddr();
    if (trusted.isEmpty() || !isTrusted(address)) {
      return address;
    }
    var hops = hops(request);
    for (int i = hops.size() - 1; i >= 0; i--) {
      var hop = numeric(hops.get(i));
      if (hop.isEmpty()) {
        return address;
      }
      address = hop.get();
      if (!isTrusted(address)) {
        return address;
      }
    }
    return address;
  }

  private boolean isTrusted(String address) {
    return NetworkAddress.parse(address)
        .filter(known -> trusted.stream().anyMatch(range -> range.contains(known)))
        .isPresent();
  }

  private static List<String> hops(HttpServletRequest request) {
    var hops = new ArrayList<String>();
    for (var line : Collections.list(request.getHeaders(FORWARDED_FOR))) {
      Collections.addAll(hops, line.split(","));
    }
    return hops;
  }

  private static Optional<String> numeric(String hop) {
    var bare = hop.strip();
    var withPort = WITH_PORT.matcher(bare);
    var address = withPort.matches() ? withPort.group(1) : bare;
    return NetworkAddress.parse(address).map(known -> address);
  }
}
