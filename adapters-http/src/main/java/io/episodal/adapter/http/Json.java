package io.episodal.adapter.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/** Writes answers: snake_case members in the order of their records, nulls included. */
final class Json {
  private static final int DECIMALS = 2;
  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
          .build()
          .writer();

  private Json() {}

  static byte[] bytes(Object value) {
    try {
      return WRITER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON could be made of an answer", e);
    }
  }

  /** A figure as answers show it, with two decimals. */
  static double rounded(double figure) {
    return BigDecimal.valueOf(figure).setScale(DECIMALS, RoundingMode.HALF_UP).doubleValue();
  }
}
