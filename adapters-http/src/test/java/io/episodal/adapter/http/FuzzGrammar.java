package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.episodal.adapter.http.ContractDocument.Operation;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Makes valid requests of the OpenAPI document: for each operation its path, parameters, token and
 * body, by its schemas and examples. Immutable; thread-safe.
 */
final class FuzzGrammar {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final int DEEPEST = 6;

  private final ContractDocument document;
  private final List<Operation> operations;

  FuzzGrammar(ContractDocument document) {
    this.document = document;
    this.operations = document.operations().stream().filter(FuzzGrammar::ends).toList();
  }

  /** A stream goes on for as long as its reader; what is hostile to it has tests of its own. */
  private static boolean ends(Operation operation) {
    return operation.node().at("/responses/200/content/text~1event-stream").isMissingNode();
  }

  List<Operation> operations() {
    return operations;
  }

  FuzzedRequest request(Operation operation, Draw draw) {
    var headers = new ArrayList<String>();
    headers.add("Host: localhost");
    if (isForSignedIn(operation)) {
      headers.add("Authorization: Bearer " + Harvest.placeholder(role(operation)));
    }
    var query = new ArrayList<String>();
    for (var parameter : parameters(operation)) {
      var name = parameter.path("name").asText();
      var where = parameter.path("in").asText();
      if (where.equals("query") && draw.percent(30)) {
        query.add(name + "=" + encoded(parameterValue(parameter, draw)));
      } else if (where.equals("header") && draw.percent(20)) {
        headers.add(name + ": " + Harvest.placeholder("etag"));
      }
    }
    var body = json(operation, draw);
    if (body != null) {
      headers.add("Content-Type: application/json");
    }
    return new FuzzedRequest(
        operation.method(),
        path(operation, draw) + (query.isEmpty() ? "" : "?" + String.join("&", query)),
        headers,
        body == null ? FuzzedRequest.NOTHING : bytes(body));
  }

  /** A body for the operation, or null if it takes none. */
  @Nullable JsonNode json(Operation operation, Draw draw) {
    var content = operation.node().at("/requestBody/content/application~1json");
    if (content.isMissingNode()) {
      return null;
    }
    var examples = list(content.path("examples"));
    return examples.isEmpty() || draw.percent(60)
        ? value(content.path("schema"), "", draw, 0)
        : withPlaceholders(draw.from(examples).path("value"), "");
  }

  /** Whether it takes a password, which the server hashes slowly on purpose. */
  boolean isSlow(Operation operation) {
    var schema = operation.node().at("/requestBody/content/application~1json/schema");
    return list(document.resolve(schema).path("properties")).stream()
        .anyMatch(member -> member.path("format").asText().equals("password"));
  }

  List<JsonNode> parameters(Operation operation) {
    return list(operation.node().path("parameters")).stream().map(document::resolve).toList();
  }

  static byte[] bytes(JsonNode json) {
    return json.toString().getBytes(UTF_8);
  }

  /** What the ids at the end of a path are ids of. */
  static String kindOf(String path) {
    var kind = "";
    for (var segment : path.split("/", -1)) {
      if (segment.startsWith("{")) {
        break;
      }
      kind = segment.isEmpty() ? kind : segment;
    }
    return kind;
  }

  private static String role(Operation operation) {
    return operation.path().contains("/admin/") ? "admin" : "user";
  }

  private static boolean isForSignedIn(Operation operation) {
    return list(operation.node().path("security")).stream().anyMatch(way -> !way.isEmpty());
  }

  private String path(Operation operation, Draw draw) {
    var kind = kindOf(operation.path());
    return PATH_PARAMETER
        .matcher(operation.path())
        .replaceAll(found ->
            found.group(1).equals("id")
                ? Harvest.placeholder(kind)
                : parameters(operation).stream()
                    .filter(parameter -> parameter.path("name").asText().equals(found.group(1)))
                    .map(parameter -> parameterValue(parameter, draw))
                    .findFirst()
                    .orElse("x"));
  }

  private String parameterValue(JsonNode parameter, Draw draw) {
    var name = parameter.path("name").asText();
    var example = parameter.path("example");
    if (name.equals("cursor")) {
      return Harvest.placeholder("cursor");
    }
    var value =
        example.isMissingNode() || draw.percent(70)
            ? value(parameter.path("schema"), name, draw, 0)
            : withPlaceholders(example, name);
    return value.isArray() ? value.path(0).asText() : value.asText();
  }

  private JsonNode value(JsonNode reference, String name, Draw draw, int depth) {
    var schema = document.resolve(reference);
    if (schema.has("enum")) {
      return draw.from(list(schema.path("enum")));
    }
    if (schema.has("const")) {
      return schema.path("const");
    }
    for (var choice : List.of("oneOf", "anyOf")) {
      if (schema.has(choice)) {
        return value(draw.from(list(schema.path(choice))), name, draw, depth);
      }
    }
    var type = schema.path("type");
    return switch (type.isArray() ? draw.from(list(type)).asText() : type.asText()) {
      case "string" -> JSON.textNode(text(schema, name, draw));
      case "integer" -> JSON.numberNode(whole(schema, draw));
      case "number" -> JSON.numberNode(whole(schema, draw) + draw.between(0, 4) / 4.0);
      case "boolean" -> JSON.booleanNode(draw.percent(50));
      case "null" -> JSON.nullNode();
      case "array" -> array(schema, name, draw, depth);
      default -> object(schema, draw, depth);
    };
  }

  private ObjectNode object(JsonNode schema, Draw draw, int depth) {
    var object = JSON.objectNode();
    for (var part : list(schema.path("allOf"))) {
      if (value(part, "", draw, depth) instanceof ObjectNode members) {
        object.setAll(members);
      }
    }
    var required = list(schema.path("required")).stream().map(JsonNode::asText).toList();
    for (var member : schema.path("properties").properties()) {
      if (required.contains(member.getKey()) || (depth < DEEPEST && draw.percent(40))) {
        object.set(member.getKey(), value(member.getValue(), member.getKey(), draw, depth + 1));
      }
    }
    if (schema.path("additionalProperties").isObject()) {
      var name = draw.word().substring(0, 4);
      object.set(name, value(schema.path("additionalProperties"), name, draw, depth + 1));
    }
    return object;
  }

  private ArrayNode array(JsonNode schema, String name, Draw draw, int depth) {
    var array = JSON.arrayNode();
    for (int count = depth > DEEPEST ? 0 : draw.between(0, 4); count > 0; count--) {
      array.add(value(schema.path("items"), name, draw, depth + 1));
    }
    return array;
  }

  private static String text(JsonNode schema, String name, Draw draw) {
    return switch (schema.path("format").asText()) {
      case "uuid" -> Harvest.placeholder(kindOfMember(name, draw));
      case "date-time" ->
          "20" + draw.between(10, 40) + "-0" + draw.between(1, 10) + "-01T12:00:00Z";
      case "email" -> draw.word() + "@fuzz.example";
      case "uri" -> "https://fuzz.example/" + draw.word();
      default ->
          schema.has("example") && draw.percent(50)
              ? schema.path("example").asText()
              : name.equals("refresh_token")
                  ? Harvest.placeholder(name)
                  : padded(draw.word(), schema.path("minLength").asInt(1));
    };
  }

  private static String padded(String word, int least) {
    return word.length() < least ? word + "x".repeat(least - word.length()) : word;
  }

  private static int whole(JsonNode schema, Draw draw) {
    var least = schema.path("minimum").asInt(0);
    var most = schema.has("maximum") ? schema.path("maximum").asLong() : 10_000;
    return draw.between(least, (int) Math.min(most, 10_000) + 1);
  }

  /** An example with ids of things that are there in place of its own. */
  private static JsonNode withPlaceholders(JsonNode example, String name) {
    return switch (example) {
      case ObjectNode object -> {
        var copy = JSON.objectNode();
        object
            .properties()
            .forEach(member ->
                copy.set(member.getKey(), withPlaceholders(member.getValue(), member.getKey())));
        yield copy;
      }
      case ArrayNode array -> {
        var copy = JSON.arrayNode();
        array.forEach(item -> copy.add(withPlaceholders(item, name)));
        yield copy;
      }
      default -> {
        var isId = example.isTextual() && UUID.matcher(example.asText()).matches();
        yield isId ? JSON.textNode(Harvest.placeholder(kindOfMember(name))) : example;
      }
    };
  }

  private static String kindOfMember(String name, Draw draw) {
    return name.equals("target_id")
        ? draw.from(List.of("releases", "genres", "franchises"))
        : kindOfMember(name);
  }

  /** Of {@code release_id} as of {@code release_ids}: releases. */
  private static String kindOfMember(String name) {
    return name.equals("target_id") ? "releases" : name.replaceFirst("_ids?$", "") + "s";
  }

  private static String encoded(String value) {
    return value.startsWith("{{") ? value : URLEncoder.encode(value, UTF_8);
  }

  static List<JsonNode> list(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).toList();
  }
}
