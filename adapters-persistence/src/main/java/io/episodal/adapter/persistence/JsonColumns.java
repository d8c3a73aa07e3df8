package io.episodal.adapter.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.JSONB;
import org.jooq.Record;

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

  static JsonNode tree(JSONB column) {
    try {
      return MAPPER.readTree(column.data());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a column does not hold JSON", e);
    }
  }

  /** Rows as an array of objects that {@code jsonb_populate_recordset} reads. */
  static JSONB ofRows(List<? extends Record> rows) {
    return of(rows.stream().map(JsonColumns::members).toList());
  }

  private static Map<String, Object> members(Record row) {
    var members = new LinkedHashMap<String, Object>();
    for (var field : row.fields()) {
      var value = row.get(field);
      if (value != null) {
        members.put(field.getName(), member(value));
      }
    }
    return members;
  }

  private static Object member(Object value) {
    return switch (value) {
      case JSONB json -> new RawValue(json.data());
      case UUID id -> id.toString();
      case Instant instant -> instant.toString();
      default -> value;
    };
  }

  static JSONB of(Object value) {
    try {
      return JSONB.valueOf(MAPPER.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value cannot be written as JSON", e);
    }
  }
}
