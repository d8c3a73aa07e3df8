package io.episodal.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The schemas of the document, closed: a member that no schema declares is a fault, although the
 * document lets clients expect new ones. Formats are checked too. Thread-safe.
 *
 * <p>A schema is closed where it describes a whole value: the value of a body, member or item. The
 * parts of a composition such as {@code allOf} stay open, since each declares only some members.
 */
final class ClosedSchemas {
  private static final Set<String> OF_WHOLE_VALUES =
      Set.of("items", "contains", "additionalProperties", "unevaluatedProperties");
  private static final Set<String> MAPS_OF_WHOLE_VALUES = Set.of("properties", "patternProperties");
  private static final Set<String> OF_PARTS = Set.of("if", "then", "else");
  private static final Set<String> LISTS_OF_PARTS = Set.of("allOf", "anyOf", "oneOf");

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();
  private final ObjectNode components;

  private ClosedSchemas(ObjectNode components) {
    this.components = components;
  }

  static ClosedSchemas of(ContractDocument document) {
    ObjectNode schemas = document.root().at("/components/schemas").deepCopy();
    schemas.forEach(schema -> close(schema, false));
    var components = schemas.objectNode();
    components.set("schemas", schemas);
    return new ClosedSchemas(components);
  }

  /** What is wrong with a value under a schema of the document; empty if nothing is. */
  List<String> faults(JsonNode schema, JsonNode value) {
    var found =
        compiled
            .computeIfAbsent(schema, this::compile)
            .validate(value.toString(), InputFormat.JSON);
    var undeclared = found.stream().filter(ClosedSchemas::isUndeclared).toList();
    // A part that fails declares nothing, so its faults make its members look undeclared.
    var telling =
        undeclared.size() == found.size()
            ? found
            : found.stream().filter(error -> !isUndeclared(error)).toList();
    return telling.stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .distinct()
        .toList();
  }

  private Schema compile(JsonNode schema) {
    ObjectNode closed = schema.deepCopy();
    close(closed, true);
    closed.set("components", components);
    return registry.getSchema(closed.toString(), InputFormat.JSON);
  }

  private static void close(JsonNode schema, boolean describesWholeValue) {
    for (var keyword : schema.properties()) {
      var name = keyword.getKey();
      var value = keyword.getValue();
      if (OF_WHOLE_VALUES.contains(name)) {
        close(value, true);
      } else if (MAPS_OF_WHOLE_VALUES.contains(name)) {
        value.forEach(member -> close(member, true));
      } else if (OF_PARTS.contains(name)) {
        close(value, false);
      } else if (LISTS_OF_PARTS.contains(name)) {
        value.forEach(part -> close(part, false));
      }
    }
    if (describesWholeValue
        && schema instanceof ObjectNode object
        && !schema.has("additionalProperties")
        && !schema.has("unevaluatedProperties")) {
      object.put("unevaluatedProperties", false);
    }
  }

  private static boolean isUndeclared(Error error) {
    return error.getKeyword().equals("unevaluatedProperties");
  }
}
