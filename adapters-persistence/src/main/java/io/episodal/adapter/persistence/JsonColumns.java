package io.episodal.adapter.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.jooq.JSONB;

/** Reads and writes the columns that hold JSON. */
final class JsonColumns {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};
  private static final TypeReference<List<List<String>>> PAIRS = new TypeReference<>() {};

  private JsonColumns() {}

  static Map<String, String> strings(JSONB column) {
    try {
      return MAPPER.readValue(column.data(), STRINGS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a column does not hold an object of strings", e);
    }
  }

  static List<List<String>> pairs(JSONB column) {
    try {
      return MAPPER.readValue(column.data(), PAIRS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a column does not hold pairs of strings", e);
    }
  }

  static JSONB of(Object value) {
    try {
      return JSONB.valueOf(MAPPER.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value cannot be written as JSON", e);
    }
  }
}
