package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;

/** Spoils how a request is framed: what a proxy and a server might understand differently. */
final class FuzzFraming {
  private static final String SMUGGLED = "GET /api/v1/users/me HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private static final List<String> LENGTHS =
      List.of(
          "0",
          "1",
          "-1",
          "+5",
          "0x5",
          "5, 6",
          "5 5",
          "99999999999999999999",
          "9223372036854775807",
          "4294967296",
          "",
          "a");

  private static final List<String> ENCODINGS =
      List.of(
          "chunked",
          "Chunked",
          "chunked, chunked",
          "identity",
          "gzip, chunked",
          "xchunked",
          "chunked\r\n identity",
          "\u000bchunked",
          "");

  private static final List<String> CHUNKS =
      List.of(
          "0\r\n\r\n",
          "2;a=b\r\n{}\r\n0\r\n\r\n",
          "2;a=\"\r\n{}\r\n0\r\n\r\n",
          "zz\r\n{}\r\n0\r\n\r\n",
          "-2\r\n{}\r\n0\r\n\r\n",
          "ffffffffffffffff\r\n{}",
          "2\n{}\n0\n\n",
          "2\r\n{}0\r\n\r\n",
          "2\r\n{}\r\n0\r\nX: y\r\n\r\n",
          "2\r\n{}\r\n0\r\nContent-Length: 5\r\n\r\n",
          "5\r\n{}\r\n0\r\n\r\n",
          "00000000000000000002\r\n{}\r\n0\r\n\r\n",
          " 2\r\n{}\r\n0\r\n\r\n");

  private static final List<String> LINES =
      List.of(
          " folded",
          "\tfolded",
          "NoColon",
          ": empty",
          "Space : x",
          "Nul: a\0b",
          "Bare: a\rb",
          "Host: a",
          "B\u00e4d: x",
          "X: \u007f",
          "Content-Length: 3\nX: y",
          "Connection: close");

  private FuzzFraming() {}

  /** Bytes that are nearly the request. */
  static byte[] spoil(FuzzedRequest request, Draw draw) {
    var whole = new String(request.toWire(), ISO_8859_1);
    var headEnd = whole.indexOf("\r\n\r\n") + 2;
    var head = whole.substring(0, headEnd);
    var body = whole.substring(headEnd + 2);
    var firstEnd = head.indexOf("\r\n") + 2;
    var at = draw.between(0, whole.length());
    var spoilt =
        switch (draw.between(0, 14)) {
          case 0 -> head + length(draw) + "\r\n" + body;
          case 1 -> head + encoding(draw) + "\r\n" + draw.from(CHUNKS);
          case 2 -> head + length(draw) + encoding(draw) + "\r\n" + draw.from(CHUNKS) + SMUGGLED;
          case 3 -> head + encoding(draw) + length(draw) + "\r\n" + body + SMUGGLED;
          case 4 -> whole.replace("\r\n", "\n");
          case 5 -> whole.replaceFirst("\r\n", "\r");
          case 6 ->
              head.substring(0, firstEnd) + draw.from(LINES) + "\r\n" + whole.substring(firstEnd);
          case 7 -> head + draw.from(LINES) + "\r\n\r\n" + body;
          case 8 -> whole.substring(0, at);
          case 9 -> "\r\n\r\n" + whole;
          case 10 ->
              whole.replaceFirst(
                  " HTTP/1.1",
                  draw.from(
                      List.of(
                          "", " HTTP/1.0", " HTTP/0.9", " HTTP/9.9", " http/1.1", "  HTTP/1.1")));
          case 11 -> whole.substring(0, at) + "\0" + whole.substring(at);
          case 12 -> "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + whole;
          default ->
              whole.substring(0, at)
                  + (char) (whole.charAt(at) ^ 1 << draw.between(0, 8))
                  + whole.substring(at + 1);
        };
    return spoilt.getBytes(ISO_8859_1);
  }

  private static String length(Draw draw) {
    return "Content-Length: " + draw.from(LENGTHS) + "\r\n";
  }

  private static String encoding(Draw draw) {
    return "Transfer-Encoding: " + draw.from(ENCODINGS) + "\r\n";
  }
}
