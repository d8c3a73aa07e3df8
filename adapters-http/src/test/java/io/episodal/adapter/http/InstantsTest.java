package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T18:30:00Z,                 2026-01-31T18:30:00Z",
    "2026-01-31t18:30:00z,                 2026-01-31T18:30:00Z",
    "2026-01-31T18:30:00+02:00,            2026-01-31T16:30:00Z",
    "2026-01-31T00:30:00+05:45,            2026-01-30T18:45:00Z",
    "2026-01-31T18:30:00-00:00,            2026-01-31T18:30:00Z",
    "2026-01-31T18:30:00.1234567Z,         2026-01-31T18:30:00.123456Z",
    "2026-01-31T18:30:00.12345678901234Z,  2026-01-31T18:30:00.123456Z",
    "2026-01-31T18:30:00.500Z,             2026-01-31T18:30:00.5Z",
    "1969-12-31T23:59:59.9999999Z,         1969-12-31T23:59:59.999999Z",
    "2024-02-29,                           2024-02-29T00:00:00Z",
    "0000-01-01,                           0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999Z,       9999-12-31T23:59:59.999999Z"
  })
  void readsDatesAndTimes(String text, String expected) {
    assertEquals(Instant.parse(expected), Instants.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "2026-01-31T18:30:00",
        "2026-01-31 18:30:00Z",
        "2026-01-31T18:30Z",
        "2026-01-31T18:30:00+02",
        "2026-01-31T18:30:00.Z",
        "2026-02-30",
        "2025-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-01-31T24:00:00Z",
        "2026-01-31T23:60:00Z",
        "2026-01-31T23:59:61Z",
        "2026-01-31T18:30:00+99:00",
        "10000-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z",
        "26-01-31",
        "1769884200",
        "٢٠٢٦-01-31",
        "2026-01-31T18:30:00Z; drop table episodes"
      })
  void refusesEverythingElse(String text) {
    assertNull(Instants.parse(text));
  }
}
