package io.episodal.adapter.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON to the letter of RFC 8259: into {@code Map}, {@code List}, {@code String}, {@code
 * BigDecimal}, {@code Boolean} and null. Refuses as malformed whatever senders and receivers could
 * understand differently: bad UTF-8, members that appear twice, text after the end.
 */
final class StrictJson {
  private static final int DEEPEST = 64;
  private static final int LONGEST_NUMBER = 400;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
          .configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION, false)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNumberLength(LONGEST_NUMBER).build())
          .build();

  private final JsonParser parser;

  private StrictJson(JsonParser parser) {
    this.parser = parser;
  }

  static @Nullable Object parse(byte[] utf8) {
    var text = decoded(utf8);
    try (var parser =
        FACTORY.createParser(
            text.array(), text.arrayOffset() + text.position(), text.remaining())) {
      return new StrictJson(parser).document();
    } catch (StreamConstraintsException e) {
      throw Refusal.malformed(
          "The body has a number, name or text of more characters than allowed");
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw Refusal.malformed(
          at == null
              ? "The body is not JSON"
              : "The body is not JSON from line %d, column %d on"
                  .formatted(at.getLineNr(), at.getColumnNr()));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  private static CharBuffer decoded(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(utf8));
    } catch (CharacterCodingException e) {
      throw Refusal.malformed("The body is not valid UTF-8");
    }
  }

  private @Nullable Object document() throws IOException {
    if (parser.nextToken() == null) {
      throw Refusal.malformed("The body is empty; it must be JSON");
    }
    var value = value(0);
    if (parser.nextToken() != null) {
      throw Refusal.malformed("The body goes on after the end of its JSON");
    }
    return value;
  }

  private @Nullable Object value(int depth) throws IOException {
    var token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(deeper(depth));
      case START_ARRAY -> array(deeper(depth));
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("no value begins with " + token);
    };
  }

  private static int deeper(int depth) {
    if (depth == DEEPEST) {
      throw Refusal.malformed("The body is nested more than " + DEEPEST + " levels deep");
    }
    return depth + 1;
  }

  private Map<String, @Nullable Object> object(int depth) throws IOException {
    var members = new LinkedHashMap<String, @Nullable Object>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      if (members.containsKey(name)) {
        throw Refusal.malformed("The member '" + WellFormed.of(name) + "' appears twice");
      }
      parser.nextToken();
      members.put(name, value(depth));
    }
    return members;
  }

  private List<@Nullable Object> array(int depth) throws IOException {
    var items = new ArrayList<@Nullable Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(depth));
    }
    return items;
  }

  private BigDecimal number() throws IOException {
    var text = parser.getText();
    try {
      var number = new BigDecimal(text);
      if (Double.isFinite(number.doubleValue())) {
        return number;
      }
    } catch (NumberFormatException e) {
      // its exponent alone is beyond every number that can be meant
    }
    throw Refusal.malformed("The number " + WellFormed.of(text) + " is too large");
  }
}
