package io.episodal.adapter.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;

/** Values at and beyond the bounds that a schema declares. */
record BoundaryValues(ContractDocument document) {
  private static final int WITHOUT_BOUND = 300;

  List<JsonNode> of(JsonNode declared) {
    var schema = whatIsNotNull(document.resolve(declared));
    var found = new ArrayList<JsonNode>();
    found.add(NullNode.getInstance());
    switch (type(schema)) {
      case "string" -> strings(schema).forEach(text -> found.add(json("\"" + text + "\"")));
      case "integer", "number" -> numbers(schema).forEach(number -> found.add(json(number)));
      case "array" -> arrays(schema).forEach(array -> found.add(json(array)));
      default -> found.add(json("[]"));
    }
    return found;
  }

  private JsonNode whatIsNotNull(JsonNode schema) {
    return schema.has("anyOf") ? document.resolve(schema.path("anyOf").path(0)) : schema;
  }

  private static String type(JsonNode schema) {
    var type = schema.path("type");
    return type.isArray() ? type.path(0).asText() : type.asText();
  }

  private static List<String> strings(JsonNode schema) {
    var found = new ArrayList<>(List.of("", " ", "no such value"));
    if (schema.has("enum")) {
      schema.path("enum").forEach(value -> found.add(value.asText()));
      return found;
    }
    if (schema.path("pattern").asText().contains("[Tt]")) {
      found.addAll(
          List.of(
              "2026-03-01",
              "1000-01-01",
              "0999-12-31",
              "20260301",
              "2026-03-01T18:30:00",
              "2026-03-01 18:30:00Z",
              "2026-03-01t18:30:00z",
              "2026-03-01T18:30:00.123456789+01:00"));
      return found;
    }
    var longest = schema.path("maxLength").asInt(WITHOUT_BOUND);
    var beginning =
        switch (schema.path("format").asText()) {
          case "uri" -> "https://example.org/";
          case "uuid" -> "0199a3c2-7b40-7c1e-9d55-3f8a6b2c4e1";
          default -> "a@";
        };
    if (!schema.path("format").asText().equals("uuid")) {
      found.add(beginning + "x".repeat(longest - beginning.length()));
    }
    found.add(beginning + "x".repeat(longest - beginning.length() + 1));
    found.add("x".repeat(Math.max(0, schema.path("minLength").asInt() - 1)));
    return found;
  }

  private static List<String> numbers(JsonNode schema) {
    var least = schema.path("minimum").asLong();
    var most = schema.path("maximum").asLong();
    return List.of(least + "", least - 1 + "", most + "", most + 1 + "", "\"1\"", "1.5");
  }

  private List<String> arrays(JsonNode schema) {
    var most = schema.path("maxItems").asInt();
    var items = document.resolve(schema.path("items"));
    var found = new ArrayList<>(List.of("{}", "[]", "[7]", "[null]"));
    if (type(items).equals("string") && !items.has("format")) {
      var longest = items.path("maxLength").asInt();
      found.add("[\"" + "x".repeat(longest) + "\"]");
      found.add("[\"" + "x".repeat(longest + 1) + "\"]");
      found.add("[\"x\", \"x\"]");
      found.add(distinct(most));
      found.add(distinct(most + 1));
    }
    return found;
  }

  private static String distinct(int count) {
    var items = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      items.add("\"x" + i + "\"");
    }
    return items.toString();
  }

  private static JsonNode json(String text) {
    try {
      return ContractDocument.STRICT.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
