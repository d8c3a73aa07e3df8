package io.episodal.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes records as rows. The columns of CSV are the members of the JSON object; what is no single
 * value is its JSON, and null is nothing at all, while an empty text is a pair of quotes.
 * Immutable.
 */
final class RowWriter<R extends Record> {
  private static final String LINE_END = "\r\n";
  private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\r\n]");
  private static final byte[] NOTHING = {};

  private final Format format;
  private final Class<R> type;

  RowWriter(Format format, Class<R> type) {
    this.format = format;
    this.type = type;
  }

  /** What comes before the first row. */
  byte[] head() {
    return switch (format) {
      case CSV -> bytes(String.join(",", Json.membersOf(type)) + LINE_END);
      case JSON, NDJSON -> NOTHING;
    };
  }

  byte[] line(R row) {
    return switch (format) {
      case CSV ->
          bytes(
              Json.tree(row)
                  .valueStream()
                  .map(RowWriter::cell)
                  .collect(Collectors.joining(",", "", LINE_END)));
      case JSON, NDJSON -> bytes(Json.tree(row) + "\n");
    };
  }

  private static String cell(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    var text = value.isValueNode() ? value.asText() : value.toString();
    return text.isEmpty() || NEEDS_QUOTES.matcher(text).find()
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
