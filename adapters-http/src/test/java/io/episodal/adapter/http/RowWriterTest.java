package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowWriterTest {
  private static final Instant TIME = Instant.parse("2026-03-02T09:00:00Z");

  private record Row(
      String releaseTitle, @Nullable Long count, double share, Instant at, List<String> names) {}

  @Test
  void columnsAreNamedAsMembersAre() {
    var writer = new RowWriter<>(Format.CSV, Row.class);

    assertEquals("release_title,count,share,at,names\r\n", text(writer.head()));
    assertEquals("", text(new RowWriter<>(Format.NDJSON, Row.class).head()));
  }

  @Test
  void whatWouldEndACellIsQuoted() {
    assertCell("plain; with 'quotes'", "plain; with 'quotes'");
    assertCell("名探偵 🕵", "名探偵 🕵");
    assertCell("=1+1", "=1+1");
    assertCell(" blanks ", " blanks ");
    assertCell("one, two", "\"one, two\"");
    assertCell("say \"it\"", "\"say \"\"it\"\"\"");
    assertCell("\"", "\"\"\"\"");
    assertCell("two\nlines", "\"two\nlines\"");
    assertCell("carriage\rreturn", "\"carriage\rreturn\"");
    assertCell("", "\"\"");
  }

  @Test
  void nullIsNothingAndAListIsItsJson() {
    var row = new Row("A", null, .25, TIME, List.of("b", "c"));

    assertEquals(
        "A,,0.25,2026-03-02T09:00:00Z,\"[\"\"b\"\",\"\"c\"\"]\"\r\n",
        text(new RowWriter<>(Format.CSV, Row.class).line(row)));
    assertEquals(
        "{\"release_title\":\"A\",\"count\":null,\"share\":0.25,"
            + "\"at\":\"2026-03-02T09:00:00Z\",\"names\":[\"b\",\"c\"]}\n",
        text(new RowWriter<>(Format.NDJSON, Row.class).line(row)));
  }

  private static void assertCell(String title, String cell) {
    var row = new Row(title, 1L, 0, TIME, List.of());
    assertEquals(
        cell + ",1,0.0,2026-03-02T09:00:00Z,[]\r\n",
        text(new RowWriter<>(Format.CSV, Row.class).line(row)));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
