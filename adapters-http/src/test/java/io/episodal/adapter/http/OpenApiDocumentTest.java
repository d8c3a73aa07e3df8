package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.episodal.adapter.http.ContractDocument.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

final class OpenApiDocumentTest {
  private static final Pattern LOWER_CAMEL = Pattern.compile("[a-z]+([A-Z][a-z]+)+");
  private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^}]*)}");

  /** Objects with members that are left out when there is nothing to say. */
  private static final Set<String> WITH_OPTIONAL_MEMBERS = Set.of("Problem", "Fault");

  private final ContractDocument document = ContractDocument.read();
  private final List<String> faults = new ArrayList<>();

  @Test
  void isOpenApi31WithWholePaths() {
    assertTrue(document.root().path("openapi").asText().startsWith("3.1."));
    assertEquals("/", document.root().at("/servers/0/url").asText());
    assertEquals("Apache-2.0", document.root().at("/info/license/identifier").asText());
    expect(
        operation ->
            operation.path().startsWith("/api/v1/")
                || operation.path().startsWith("/health/")
                || Set.of("/metrics", "/openapi.json").contains(operation.path()),
        "is not under the base path");
  }

  @Test
  void everyReferenceResolves() {
    forEachReference((pointer, reference) -> {
      if (document.target(reference).isMissingNode()) {
        faults.add(pointer + ": nothing at " + reference);
      }
    });
    assertNoFaults();
  }

  @Test
  void everyComponentIsUsed() {
    var used = new HashSet<String>();
    forEachReference((pointer, reference) -> used.add(reference));
    for (var kind : List.of("schemas", "responses", "parameters", "headers")) {
      for (var component : document.root().at("/components/" + kind).properties()) {
        var reference = "#/components/" + kind + "/" + component.getKey();
        if (!used.contains(reference)) {
          faults.add(reference + " is not used");
        }
      }
    }
    assertNoFaults();
  }

  @Test
  void operationIdsAreUnique() {
    var first = new HashMap<String, Operation>();
    for (var operation : document.operations()) {
      var other = first.putIfAbsent(operation.node().path("operationId").asText(), operation);
      if (other != null) {
        faults.add(operation + " has the operationId of " + other);
      }
    }
    assertNoFaults();
  }

  @Test
  void everyOperationIsNamedAndDescribed() {
    var tags = texts(document.root().path("tags").findValues("name"));
    expect(
        operation -> LOWER_CAMEL.matcher(operation.node().path("operationId").asText()).matches(),
        "has no operationId of a verb and a noun");
    expect(
        operation ->
            operation.node().path("tags").size() == 1
                && tags.containsAll(texts(operation.node().path("tags"))),
        "has no declared tag");
    expect(operation -> !operation.node().path("summary").asText().isBlank(), "has no summary");
    expect(
        operation -> !operation.node().path("description").asText().isBlank(),
        "has no description");
  }

  @Test
  void everyParameterIsDescribedWithAnExample() {
    for (var operation : document.operations()) {
      for (var parameter : parameters(operation)) {
        if (!parameter.hasNonNull("description") || !parameter.hasNonNull("example")) {
          faults.add(operation + ": " + parameter.path("name") + " lacks words or an example");
        }
      }
    }
    assertNoFaults();
  }

  @Test
  void pathsDeclareTheirParameters() {
    expect(
        operation ->
            parameters(operation).stream()
                .filter(parameter -> parameter.path("in").asText().equals("path"))
                .map(parameter -> parameter.path("name").asText())
                .collect(Collectors.toSet())
                .equals(
                    PATH_PARAMETER
                        .matcher(operation.path())
                        .results()
                        .map(result -> result.group(1))
                        .collect(Collectors.toSet())),
        "does not declare the parameters of its path");
  }

  @Test
  void refusalsFollowFromWhatARequestHas() {
    for (var operation : document.operations()) {
      var node = operation.node();
      if (operation.path().startsWith("/api/v1/")) {
        var hasBody = node.has("requestBody");
        var hasInput = hasBody || node.has("parameters");
        expectStatuses(operation, true, "429", "503");
        expectStatuses(operation, hasInput, "400", "422");
        expectStatuses(operation, hasBody, "413", "415");
        if (operation.path().endsWith("{id}")) {
          expectStatuses(operation, true, "404");
        }
        if (!node.path("security").isEmpty()) {
          expectStatuses(operation, true, "401");
        }
        if (isAdmin(operation)) {
          expectStatuses(operation, true, "403");
        }
      }
    }
    assertNoFaults();
  }

  @Test
  void errorsAreProblemsAndCarryTheirHeaders() {
    for (var operation : document.operations()) {
      for (var response : operation.node().path("responses").properties()) {
        var status = response.getKey();
        var headers = document.resolve(response.getValue()).path("headers");
        var content = document.resolve(response.getValue()).path("content");
        expectHeader(operation, status, headers, "X-Request-Id", true);
        expectHeader(operation, status, headers, "WWW-Authenticate", status.equals("401"));
        expectHeader(operation, status, headers, "Location", hasLocation(operation, status));
        expectHeader(
            operation,
            status,
            headers,
            "Retry-After",
            status.equals("429") || status.equals("503"));
        if (status.startsWith("4") && !content.has("application/problem+json")) {
          faults.add(operation + " " + status + " is no problem");
        }
      }
    }
    assertNoFaults();
  }

  @Test
  void answersAlwaysHaveAllMembersAndRequestsTakeNoOthers() {
    var requests = new HashSet<JsonNode>();
    var answers = new HashSet<JsonNode>();
    for (var operation : document.operations()) {
      collect(operation.node().path("requestBody"), requests);
      collect(operation.node().path("responses"), answers);
    }
    for (var schema : document.root().at("/components/schemas").properties()) {
      var node = schema.getValue();
      var members = node.path("properties").propertyStream().map(m -> m.getKey());
      if (node.has("properties") && requests.contains(node)) {
        if (!node.path("additionalProperties").isBoolean()) {
          faults.add(schema.getKey() + " takes undeclared members");
        }
      } else if (node.has("properties")
          && answers.contains(node)
          && !WITH_OPTIONAL_MEMBERS.contains(schema.getKey())
          && !texts(node.path("required")).equals(members.collect(Collectors.toSet()))) {
        faults.add(schema.getKey() + " does not require all its members");
      }
    }
    assertTrue(requests.size() > 10 && answers.size() > 20);
    assertNoFaults();
  }

  @Test
  void examplesFitTheirSchemas() {
    var schemas = ClosedSchemas.of(document);
    var examples = new ArrayList<String>();
    document.walk((pointer, node) -> {
      if (node.isObject() && !pointer.matches(".*/examples?(/.*)?|.*/properties")) {
        var schema = node.has("schema") ? node.path("schema") : node;
        examplesOf(node)
            .forEach(example -> {
              examples.add(pointer);
              for (var fault : schemas.faults(schema, example)) {
                faults.add(pointer + " example" + fault);
              }
            });
      }
    });
    assertTrue(examples.size() > 100, () -> examples.size() + " examples");
    assertNoFaults();
  }

  /** Of a parameter, header or media type all examples; of a schema those in its list. */
  private static Stream<JsonNode> examplesOf(JsonNode node) {
    var examples = node.path("examples");
    if (!node.has("schema")) {
      return examples.isArray() ? elements(examples) : Stream.empty();
    }
    return node.has("example")
        ? Stream.of(node.path("example"))
        : elements(examples).map(example -> example.path("value"));
  }

  private void collect(JsonNode node, Set<JsonNode> found) {
    if (node.has("$ref")) {
      var target = document.target(node.path("$ref").asText());
      if (found.add(target)) {
        collect(target, found);
      }
    }
    node.forEach(child -> collect(child, found));
  }

  private void forEachReference(BiConsumer<String, String> visitor) {
    document.walk((pointer, node) -> {
      if (node.has("$ref")) {
        visitor.accept(pointer, node.path("$ref").asText());
      }
      if (pointer.endsWith("/discriminator/mapping")) {
        node.forEach(reference -> visitor.accept(pointer, reference.asText()));
      }
    });
  }

  private List<JsonNode> parameters(Operation operation) {
    return elements(operation.node().path("parameters")).map(document::resolve).toList();
  }

  private static boolean hasLocation(Operation operation, String status) {
    return status.equals("201") || (status.equals("202") && isAdmin(operation));
  }

  private static boolean isAdmin(Operation operation) {
    return operation.path().contains("/admin/");
  }

  private void expect(Predicate<Operation> rule, String otherwise) {
    for (var operation : document.operations()) {
      if (!rule.test(operation)) {
        faults.add(operation + " " + otherwise);
      }
    }
    assertNoFaults();
  }

  private void expectStatuses(Operation operation, boolean expected, String... statuses) {
    for (var status : statuses) {
      if (operation.node().path("responses").has(status) != expected) {
        faults.add(operation + (expected ? " does not declare " : " declares ") + status);
      }
    }
  }

  private void expectHeader(
      Operation operation, String status, JsonNode headers, String name, boolean expected) {
    if (headers.has(name) != expected) {
      var verb = expected ? " does not declare " : " declares ";
      faults.add(operation + " " + status + verb + "the header " + name);
    }
  }

  private void assertNoFaults() {
    assertEquals("", String.join("\n", faults));
  }

  private static Set<String> texts(Iterable<JsonNode> nodes) {
    return elements(nodes).map(JsonNode::asText).collect(Collectors.toSet());
  }

  private static Stream<JsonNode> elements(Iterable<JsonNode> nodes) {
    return StreamSupport.stream(nodes.spliterator(), false);
  }
}
