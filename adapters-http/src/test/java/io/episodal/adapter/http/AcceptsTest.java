package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*                                   | true",
        "application/*                         | true",
        "application/json                      | true",
        "Application/JSON; charset=utf-8       | true",
        "application/problem+json              | true",
        "text/html, */*;q=0.1                  | true",
        "text/html;q=0.9, application/json;q=0.5 | true",
        "text/html                             | false",
        "application/xml                       | false",
        "application/json;q=0                  | false",
        "application/json;q=0.000, */*         | false",
        "application/json;q=0.001              | true",
        "*/*;q=0                               | false",
        "application/*;q=0, */*                | false",
        "application/*;q=0, application/json   | true",
        "nonsense                              | false",
        ";;,,                                  | false"
      })
  void theClosestRangeDecides(String accept, boolean takesJson) {
    assertEquals(takesJson, Accepts.best(accept, Format.ALONE).isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*                                          | JSON",
        "text/csv                                     | CSV",
        "text/csv;header=present;charset=utf-8        | CSV",
        "text/*                                       | CSV",
        "Application/X-NDJSON                         | NDJSON",
        "application/*                                | JSON",
        "application/*, application/json;q=0          | NDJSON",
        "text/csv;q=0.5, application/json;q=0.4       | CSV",
        "text/csv;q=0.4, application/json;q=0.5       | JSON",
        "text/csv, application/json                   | JSON",
        "application/x-ndjson, text/csv               | CSV",
        "text/csv;q=0.9, */*                          | JSON",
        "text/csv, */*;q=0.1                          | CSV",
        "text/csv;q=0, */*;q=0.1                      | JSON",
        "application/x-ndjson;q=0.001, text/html      | NDJSON",
        "application/problem+json                     | JSON",
        "application/problem+json, text/csv           | CSV"
      })
  void theHighestWeightDecides(String accept, Format format) {
    assertEquals(Optional.of(format), Accepts.best(accept, Format.ALL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "*/*;q=0",
        "text/csv;q=0.0",
        "application/json;q=0, text/plain",
        "text",
        ",;q=1"
      })
  void whatNobodyOffersIsNotAnswered(String accept) {
    assertEquals(Optional.empty(), Accepts.best(accept, Format.ALL));
  }

  @Test
  void sayingNothingTakesEverything() {
    for (var formats : List.of(Format.ALONE, Format.ALL)) {
      assertEquals(Optional.of(Format.JSON), Accepts.best(null, formats));
      assertEquals(Optional.of(Format.JSON), Accepts.best(" ", formats));
    }
  }

  @Test
  void entityTagsAreComparedWeakly() {
    var tag = EntityTag.of(new byte[] {1});

    assertTrue(tag.matches(tag.toString()));
    assertTrue(tag.matches("\"" + tag.opaque() + "\""));
    assertTrue(tag.matches("\"other\", " + tag));
    assertTrue(tag.matches("*"));
    assertFalse(tag.matches("\"other\""));
    assertFalse(tag.matches(tag.opaque()));
    assertFalse(tag.matches(null));
  }
}
