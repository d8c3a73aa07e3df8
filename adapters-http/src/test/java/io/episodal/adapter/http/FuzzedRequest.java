package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A request as bytes can be sent, legal or not; characters of its head are bytes. It may hold
 * placeholders, which {@link Harvest} replaces. Immutable.
 *
 * @param headers lines without their ends
 */
record FuzzedRequest(
    String method,
    String target,
    List<String> headers,
    @SuppressWarnings("ArrayRecordComponent") byte[] body) {
  static final byte[] NOTHING = {};

  private static final List<String> FRAMING = List.of("content-length:", "transfer-encoding:");

  FuzzedRequest {
    headers = List.copyOf(headers);
  }

  /** Reads what {@link #toBytes} wrote, but for the header that tells the body's length. */
  static FuzzedRequest parse(byte[] bytes) {
    var text = new String(bytes, ISO_8859_1);
    var end = text.indexOf("\n\n");
    var lines = List.of(text.substring(0, end).split("\n", -1));
    var first = lines.getFirst().split(" ", 2);
    var body = text.substring(end + 2).getBytes(ISO_8859_1);
    return new FuzzedRequest(first[0], first[1], lines.subList(1, lines.size()), body);
  }

  /** The form in which the corpus keeps it. */
  byte[] toBytes() {
    return joined(method + " " + target + "\n" + lines("\n") + "\n", body);
  }

  /** The form in which it is sent. */
  byte[] toWire() {
    var length = isFramed() || body.length == 0 ? "" : "Content-Length: " + body.length + "\r\n";
    return joined(method + " " + target + " HTTP/1.1\r\n" + lines("\r\n") + length + "\r\n", body);
  }

  FuzzedRequest withMethod(String other) {
    return new FuzzedRequest(other, target, headers, body);
  }

  FuzzedRequest withTarget(String other) {
    return new FuzzedRequest(method, other, headers, body);
  }

  FuzzedRequest withBody(byte[] other) {
    return new FuzzedRequest(method, target, headers, other);
  }

  FuzzedRequest with(String header) {
    var more = new ArrayList<>(headers);
    more.add(header);
    return new FuzzedRequest(method, target, more, body);
  }

  FuzzedRequest without(String name) {
    var prefix = name.toLowerCase(Locale.ROOT) + ":";
    var fewer =
        headers.stream()
            .filter(header -> !header.toLowerCase(Locale.ROOT).startsWith(prefix))
            .toList();
    return new FuzzedRequest(method, target, fewer, body);
  }

  private String lines(String end) {
    var lines = new StringBuilder();
    headers.forEach(header -> lines.append(header).append(end));
    return lines.toString();
  }

  private boolean isFramed() {
    return headers.stream()
        .map(header -> header.toLowerCase(Locale.ROOT))
        .anyMatch(header -> FRAMING.stream().anyMatch(header::startsWith));
  }

  private static byte[] joined(String head, byte[] body) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.getBytes(ISO_8859_1));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }
}
