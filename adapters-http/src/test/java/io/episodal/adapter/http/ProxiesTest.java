package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.episodal.domain.shared.AddressRange;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strangers behind a proxy are told apart as far as the proxy is trusted. */
final class ProxiesTest {

  /** Two requests are two viewers if they come from two addresses. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          127.0.0.0/8, 10.0.0.0/8 | 203.0.113.7           | 203.0.113.8              | 2
          127.0.0.0/8, 10.0.0.0/8 | 203.0.113.7           | 203.0.113.7              | 1
          127.0.0.0/8, 10.0.0.0/8 | 203.0.113.7, 10.1.2.3 | 203.0.113.8, 10.1.2.3    | 2
          127.0.0.0/8, 10.0.0.0/8 | 1.1.1.1, 203.0.113.7  | 2.2.2.2, 203.0.113.7     | 1
          127.0.0.0/8, 10.0.0.0/8 | 203.0.113.7:1234      | 203.0.113.7:5678         | 1
          127.0.0.0/8, 10.0.0.0/8 | [2001:db8::1]:1234    | 2001:db8::2              | 2
          127.0.0.0/8, 10.0.0.0/8 | 10.1.1.1, 10.2.2.2    | 10.1.1.1                 | 1
          127.0.0.0/8, 10.0.0.0/8 | 203.0.113.7, unknown  | nonsense                 | 1
          10.0.0.0/8              | 203.0.113.7           | 203.0.113.8              | 1
          """)
  void oneViewerForEachAddress(String trusted, String first, String second, int viewers) {
    var ranges = List.of(trusted.split(",")).stream().map(String::strip);
    try (var server =
        new TestServer(
            builder -> builder.trustedProxies(ranges.map(AddressRange::parse).toList()))) {
      var release =
          server
              .post("/api/v1/admin/releases", TestServer.ADMIN_TOKEN, "{\"title\": \"Frieren\"}")
              .expect(202)
              .string("/id");
      var view = "{\"release_id\": \"" + release + "\"}";
      for (var address : List.of(first, second)) {
        server.send("POST", "/api/v1/views", null, view, "X-Forwarded-For", address).expect(202);
      }
      server.work();

      var figures = server.get("/api/v1/analytics/views?release_ids=" + release).expect(200);
      assertEquals(viewers, figures.json().at("/releases/0/unique_viewers").intValue());
    }
  }
}
