package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/** What a server answered. */
record Reply(
    int status, HttpHeaders headers, @SuppressWarnings("ArrayRecordComponent") byte[] bytes) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Reply of(HttpResponse<byte[]> response) {
    return new Reply(response.statusCode(), response.headers(), response.body());
  }

  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  String text() {
    return new String(bytes, UTF_8);
  }

  /** The body without its compression. */
  byte[] plainBytes() {
    if (!header("Content-Encoding").equals("gzip")) {
      return bytes;
    }
    try (var plain = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return plain.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("not compressed as it says", e);
    }
  }

  JsonNode json() {
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("no JSON: " + text(), e);
    }
  }

  String string(String pointer) {
    return json().at(pointer).asText();
  }

  /** The names of the members of an object, in order. */
  List<String> members(String pointer) {
    Iterable<String> names = () -> json().at(pointer).fieldNames();
    return StreamSupport.stream(names.spliterator(), false).toList();
  }

  /** The places that a problem names, in order. */
  List<String> places() {
    return StreamSupport.stream(json().at("/errors").spliterator(), false)
        .map(error -> error.has("pointer") ? error.get("pointer") : error.get("parameter"))
        .map(JsonNode::asText)
        .toList();
  }

  Reply expect(int expected) {
    assertEquals(expected, status, this::text);
    return this;
  }

  /** Checks that this is a whole problem document of a status. */
  Reply expectProblem(int expected) {
    expect(expected);
    assertEquals("application/problem+json", header("Content-Type"));
    assertEquals(expected, json().get("status").intValue());
    for (var member : List.of("type", "title", "detail", "instance")) {
      assertEquals(true, json().path(member).isTextual(), member);
    }
    return this;
  }
}
