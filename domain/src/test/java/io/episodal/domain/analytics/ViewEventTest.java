package io.episodal.domain.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ViewEventTest {

  @ParameterizedTest
  @CsvSource({
    "29, , false",
    "30, , true",
    "29, 1440, false",
    "30, 1440, true",
    "10, 20, true",
    "9, 20, false",
    "15, 29, true",
    "14, 29, false",
    "0, 0, false"
  })
  void halfAMinuteOrHalfOfAShorterItemIsEngaged(int watched, Integer runtime, boolean engaged) {
    assertEquals(engaged, ViewEvent.isEngaged(watched, runtime));
  }
}
