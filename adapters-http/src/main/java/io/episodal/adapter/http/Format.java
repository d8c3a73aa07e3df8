package io.episodal.adapter.http;

import java.util.List;
import java.util.stream.Collectors;

/** The media types that figures are answered in. */
enum Format {
  JSON(Answer.JSON, Answer.JSON),
  /** Rows of comma-separated values below a line with their names (RFC 4180). */
  CSV("text/csv", "text/csv;charset=utf-8;header=present"),
  /** A JSON object on each line. */
  NDJSON("application/x-ndjson", "application/x-ndjson");

  /** What answers that are no tables are in. */
  static final List<Format> ALONE = List.of(JSON);

  /** What tables are in, the usual one first. */
  static final List<Format> ALL = List.of(values());

  private final String type;
  private final String contentType;

  Format(String type, String contentType) {
    this.type = type;
    this.contentType = contentType;
  }

  /** The ranges of an {@code Accept} header that it lies in, the closest first. */
  List<String> ranges() {
    return List.of(type, type.substring(0, type.indexOf('/')) + "/*", "*/*");
  }

  String contentType() {
    return contentType;
  }

  /** As in "text/csv or application/json". */
  static String names(List<Format> formats) {
    return formats.stream().map(format -> format.type).collect(Collectors.joining(" or "));
  }
}
