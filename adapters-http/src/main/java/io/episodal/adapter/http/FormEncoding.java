package io.episodal.adapter.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decodes query strings; a broken encoding is refused, never repaired. */
final class FormEncoding {
  private static final int HEX = 16;

  private FormEncoding() {}

  static Map<String, List<String>> parse(String queryString) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (var pair : queryString.split("&", -1)) {
      if (!pair.isEmpty()) {
        var equals = pair.indexOf('=');
        var name = equals < 0 ? pair : pair.substring(0, equals);
        var value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.computeIfAbsent(decoded(name), key -> new ArrayList<>()).add(decoded(value));
      }
    }
    return parameters;
  }

  private static String decoded(String encoded) {
    if (encoded.indexOf('%') < 0 && encoded.chars().allMatch(c -> c < 128)) {
      return encoded.replace('+', ' ');
    }
    var source = encoded.replace('+', ' ').getBytes(StandardCharsets.UTF_8);
    var bytes = new ByteArrayOutputStream(source.length);
    for (int i = 0; i < source.length; i++) {
      if (source[i] == '%') {
        bytes.write(octet(source, i + 1));
        i += 2;
      } else {
        bytes.write(source[i]);
      }
    }
    return text(bytes.toByteArray());
  }

  private static int octet(byte[] source, int at) {
    var high = at + 1 < source.length ? Character.digit(source[at], HEX) : -1;
    var low = at + 1 < source.length ? Character.digit(source[at + 1], HEX) : -1;
    if (high < 0 || low < 0) {
      throw Refusal.malformed("The query has a '%' without two hexadecimal digits after it");
    }
    return high * HEX + low;
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw Refusal.malformed("The query is not valid UTF-8");
    }
  }
}
