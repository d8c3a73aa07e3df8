package io.episodal.adapter.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes answers: snake_case members in the order of their records, nulls included. */
final class Json {
  private static final int DECIMALS = 2;
  private static final int DECIMALS_OF_SHARE = 4;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
          .build();
  private static final ObjectWriter WRITER = MAPPER.writer();

  private Json() {}

  static byte[] bytes(Object value) {
    try {
      return WRITER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON could be made of an answer", e);
    }
  }

  /** The same as a tree, to be written in another way. */
  static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** What the members of a record are called, in order. */
  static List<String> membersOf(Class<? extends Record> type) {
    try {
      return membersOf(type, MAPPER.getSerializerProviderInstance());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no record that can be written: " + type, e);
    }
  }

  private static List<String> membersOf(Class<?> type, SerializerProvider provider)
      throws JsonProcessingException {
    var names = new ArrayList<String>();
    var members = provider.findValueSerializer(type).properties();
    while (members.hasNext()) {
      var member = members.next();
      if (member instanceof BeanPropertyWriter part && part.isUnwrapping()) {
        names.addAll(membersOf(part.getType().getRawClass(), provider));
      } else {
        names.add(member.getName());
      }
    }
    return names;
  }

  /** A figure as answers show it, with two decimals. */
  static double rounded(double figure) {
    return rounded(figure, DECIMALS);
  }

  /** A share from 0 to 1, as exact as percents with two decimals. */
  static double share(double share) {
    return rounded(share, DECIMALS_OF_SHARE);
  }

  private static double rounded(double figure, int decimals) {
    return BigDecimal.valueOf(figure).setScale(decimals, RoundingMode.HALF_UP).doubleValue();
  }
}
