package io.episodal.adapter.persistence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How PostgreSQL ran a statement. Immutable. */
final class Plan {
  private final String statement;
  private final JsonNode root;
  private final List<JsonNode> nodes = new ArrayList<>();

  private Plan(String statement, JsonNode root) {
    this.statement = statement;
    this.root = root;
    collect(root);
  }

  /** Runs a statement again to see its plan. */
  static Plan of(Connection connection, String statement) throws Exception {
    try (var explain = connection.createStatement();
        var rows =
            explain.executeQuery(
                "explain (analyze, buffers, timing off, format json) " + statement)) {
      if (!rows.next()) {
        throw new SQLException("no plan");
      }
      var plan = new ObjectMapper().readTree(rows.getString(1)).get(0).get("Plan");
      return new Plan(statement, plan);
    }
  }

  /** Pages that were looked at, in memory or not. */
  long pages() {
    return root.path("Shared Hit Blocks").asLong() + root.path("Shared Read Blocks").asLong();
  }

  /** Tables that were read from one end to the other. */
  Set<String> tablesReadWhole() {
    return nodes.stream()
        .filter(node -> node.path("Node Type").asText().endsWith("Seq Scan"))
        .map(node -> node.path("Relation Name").asText())
        .collect(Collectors.toSet());
  }

  Set<String> indexes() {
    return nodes.stream()
        .filter(node -> node.has("Index Name"))
        .map(node -> node.path("Index Name").asText())
        .collect(Collectors.toSet());
  }

  @Override
  public String toString() {
    return statement + "\n" + root.toPrettyString();
  }

  private void collect(JsonNode node) {
    nodes.add(node);
    node.path("Plans").forEach(this::collect);
  }
}
