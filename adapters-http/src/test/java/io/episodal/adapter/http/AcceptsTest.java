package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    assertEquals(takesJson, Accepts.json(accept));
  }

  @Test
  void sayingNothingTakesEverything() {
    assertTrue(Accepts.json(null));
    assertTrue(Accepts.json(" "));
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
