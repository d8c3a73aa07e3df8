package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonShapeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"id": "a", "n": 1}            | {"n": 2, "id": "b"}
          {"read_at": null}              | {"read_at": "2026-11-24T00:41:24Z"}
          {"items": [{"n": 1}, "x"]}     | {"items": ["y", {"n": 3}, {"n": 4}]}
          {"items": []}                  | {"items": [1]}
          {"n": 1} {"n": 2}              | {"n": 3}
          """)
  void theSameButForValues(String documented, String printed) throws IOException {
    assertEquals(List.of(), JsonShape.differences(documented, printed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"id": "a"}                    | {"id": 1}
          {"id": "a"}                    | {"id": "a", "more": true}
          {"id": "a", "more": true}      | {"id": "a"}
          {"items": [{"n": 1}]}          | {"items": [{"m": 1}]}
          {"a": {"b": 1}}                | {"a": {"c": 1}}
          {"n": 1}                       | {"n": 3} {"m": 3}
          {"n": 1}                       | ''
          """)
  void notTheSame(String documented, String printed) throws IOException {
    assertFalse(JsonShape.differences(documented, printed).isEmpty());
  }
}
