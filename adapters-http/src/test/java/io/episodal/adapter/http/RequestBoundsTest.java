package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.episodal.adapter.http.ContractDocument.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The document takes what the server takes: every member of every body is tried at its bounds and
 * just beyond them, and both must judge it alike.
 */
final class RequestBoundsTest {
  private final ContractDocument document = ContractDocument.read();
  private final ClosedSchemas schemas = ClosedSchemas.of(document);
  private final BoundaryValues values = new BoundaryValues(document);
  private final TestServer server = new TestServer();
  private final List<String> differences = new ArrayList<>();
  private int tried;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void documentAndServerJudgeEveryMemberAlike() {
    for (var operation : document.operations()) {
      var schema = bodySchema(operation);
      if (schema.has("properties")) {
        tryMembers(operation, schema);
      }
    }
    assertTrue(tried > 500, () -> tried + " bodies");
    assertEquals("", String.join("\n", differences));
  }

  private void tryMembers(Operation operation, JsonNode schema) {
    var example = fullestExample(operation);
    compare(operation, schema, example.deepCopy().put("no_such_member", 1), "no_such_member");
    for (var member : schema.path("properties").properties()) {
      var name = member.getKey();
      ObjectNode without = example.deepCopy();
      without.remove(name);
      compare(operation, schema, without, name);
      for (var value : values.of(member.getValue())) {
        ObjectNode changed = example.deepCopy();
        changed.set(name, value);
        compare(operation, schema, changed, name);
      }
    }
  }

  private void compare(Operation operation, JsonNode schema, ObjectNode body, String member) {
    tried++;
    var faults = schemas.faults(schema, body);
    var reply = send(operation, body);
    if (faults.isEmpty() == isRefused(reply, member)) {
      var value = String.valueOf(body.get(member));
      differences.add(
          "%s, %s: %s: the document says %s, the server %d %s"
              .formatted(
                  operation,
                  member,
                  value.length() > 60 ? value.substring(0, 60) + "…" : value,
                  faults.isEmpty() ? "valid" : faults,
                  reply.status(),
                  reply.text()));
    }
  }

  private Reply send(Operation operation, ObjectNode body) {
    // Nothing has this id; a body is judged before what it is about is looked for.
    var path = operation.path().replace("{id}", "0199a3c2-7b40-7c1e-9d55-3f8a6b2c4e10");
    return server.send(operation.method(), path, TestServer.ADMIN_TOKEN, body.toString());
  }

  /** Whether the body was refused because of a member, and not for what it refers to. */
  private static boolean isRefused(Reply reply, String member) {
    if (reply.status() != 400 && reply.status() != 422) {
      return false;
    }
    var places = reply.places();
    return places.isEmpty() || places.stream().anyMatch(place -> isIn(place, member));
  }

  private static boolean isIn(String place, String member) {
    return place.equals("/" + member) || place.startsWith("/" + member + "/");
  }

  private JsonNode bodySchema(Operation operation) {
    return document.resolve(content(operation).path("schema"));
  }

  private ObjectNode fullestExample(Operation operation) {
    var examples = content(operation).path("examples");
    return StreamSupport.stream(examples.spliterator(), false)
        .map(example -> (ObjectNode) example.path("value"))
        .max(Comparator.comparingInt(JsonNode::size))
        .orElseThrow();
  }

  private static JsonNode content(Operation operation) {
    return operation.node().at("/requestBody/content/application~1json");
  }
}
