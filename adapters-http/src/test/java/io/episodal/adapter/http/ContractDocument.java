package io.episodal.adapter.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** The OpenAPI document as the server answers it, read for tests. Immutable; thread-safe. */
final class ContractDocument {
  /** Reads JSON as strictly as the server does. */
  static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

  private final JsonNode root;

  private ContractDocument(JsonNode root) {
    this.root = root;
  }

  static ContractDocument read() {
    try (var bytes = ContractDocument.class.getResourceAsStream("openapi.json")) {
      return new ContractDocument(STRICT.readTree(Objects.requireNonNull(bytes, "openapi.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An operation as the document declares it; {@code method} in upper case. */
  record Operation(String method, String path, JsonNode node) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  JsonNode root() {
    return root;
  }

  List<Operation> operations() {
    var operations = new ArrayList<Operation>();
    for (var path : root.path("paths").properties()) {
      for (var member : path.getValue().properties()) {
        if (METHODS.contains(member.getKey())) {
          var method = member.getKey().toUpperCase(Locale.ROOT);
          operations.add(new Operation(method, path.getKey(), member.getValue()));
        }
      }
    }
    return operations;
  }

  /** The declared path that a template or the path of a request stands for. */
  Optional<String> path(String templateOrPath) {
    if (root.path("paths").has(templateOrPath)) {
      return Optional.of(templateOrPath);
    }
    return root.path("paths")
        .propertyStream()
        .map(path -> path.getKey())
        .filter(template -> matches(template.split("/", -1), templateOrPath.split("/", -1)))
        .findFirst();
  }

  Optional<Operation> operation(String method, String path) {
    return operations().stream()
        .filter(operation -> operation.method().equals(method) && operation.path().equals(path))
        .findFirst();
  }

  /** What a reference stands for; anything else stands for itself. */
  JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? resolve(target(node.path("$ref").asText())) : node;
  }

  /** What a reference such as {@code #/components/schemas/Release} points to; else missing. */
  JsonNode target(String reference) {
    return reference.startsWith("#")
        ? root.at(JsonPointer.compile(reference.substring(1)))
        : root.path(reference);
  }

  /** Shows every value of the document, with the pointer to it. */
  void walk(BiConsumer<String, JsonNode> visitor) {
    walk("", root, visitor);
  }

  private static void walk(String pointer, JsonNode node, BiConsumer<String, JsonNode> visitor) {
    visitor.accept(pointer, node);
    for (var member : node.properties()) {
      var segment = member.getKey().replace("~", "~0").replace("/", "~1");
      walk(pointer + "/" + segment, member.getValue(), visitor);
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        walk(pointer + "/" + i, node.path(i), visitor);
      }
    }
  }

  private static boolean matches(String[] template, String[] path) {
    if (template.length != path.length) {
      return false;
    }
    for (int i = 0; i < template.length; i++) {
      if (!template[i].equals(path[i]) && (!template[i].startsWith("{") || path[i].isEmpty())) {
        return false;
      }
    }
    return true;
  }
}
