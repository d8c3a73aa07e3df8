package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7",
    "2001:db8:1:2:3:4:5:6, 20010db800010002::/64",
    "[2001:db8:1:2::9], 20010db800010002::/64",
    "2001:0db8:0001:0002:ffff:0:0:1, 20010db800010002::/64",
    "::ffff:203.0.113.7, ::ffff:203.0.113.7",
    "0:0:0:0:0:0:0:1, 0000000000000000::/64",
    "unknown, unknown"
  })
  void manyAddressesOfIpv6AreOneNetwork(String address, String network) {
    assertEquals(network, Networks.of(address));
  }
}
