package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip                    | true",
        "GZIP                    | true",
        "x-gzip                  | true",
        "gzip, deflate, br, zstd | true",
        "br;q=1.0, gzip;q=0.5    | true",
        "gzip;q=0.001            | true",
        "*                       | true",
        "identity, *;q=0.1       | true",
        "gzip, *;q=0             | true",
        "gzip;q=0                | false",
        "gzip; q = 0.000         | false",
        "gzip;q=0, *             | false",
        "identity                | false",
        "br, zstd                | false",
        "*;q=0                   | false",
        "gzipped                 | false"
      })
  void isWhatTheCallerAsksFor(String header, boolean accepted) {
    assertEquals(accepted, Compression.isAccepted(header));
  }

  @Test
  void isNotForThoseWhoSayNothing() {
    assertFalse(Compression.isAccepted(null));
    assertFalse(Compression.isAccepted(""));
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 1024, true",
    "application/problem+json, 1024, true",
    "text/javascript;charset=utf-8, 5000, true",
    "image/svg+xml, 5000, true",
    "application/json, 1023, false",
    "image/png, 5000, false",
    "font/woff2, 5000, false",
    "image/x-icon, 5000, false"
  })
  void isForLongTexts(String type, int length, boolean shortens) {
    assertEquals(shortens, Compression.shortens(type, new byte[length]));
  }
}
