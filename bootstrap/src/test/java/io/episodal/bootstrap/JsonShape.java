package io.episodal.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Compares JSON without regard to ids, times and counts: the members of objects and the kinds of
 * their values must be the same. Null may stand for any value.
 */
final class JsonShape {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonShape() {}

  /**
   * How what was printed differs from what is documented, both a sequence of values; empty if each
   * value of either has one like it in the other.
   */
  static List<String> differences(String documented, String printed) throws IOException {
    var expected = values(documented);
    var actual = values(printed);
    var differences = new ArrayList<String>();
    actual.forEach(value -> differences.addAll(toClosest(expected, value, "")));
    expected.forEach(value -> differences.addAll(toClosest(actual, value, "")));
    return differences;
  }

  private static List<JsonNode> values(String sequence) throws IOException {
    try (var values = MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(sequence)) {
      return values.readAll();
    }
  }

  private static List<String> toClosest(List<JsonNode> candidates, JsonNode value, String place) {
    var fewest = List.of(place + " has nothing like " + value);
    for (var candidate : candidates) {
      var differences = between(candidate, value, place);
      if (differences.isEmpty()) {
        return differences;
      }
      fewest = differences;
    }
    return fewest;
  }

  private static List<String> between(JsonNode one, JsonNode other, String place) {
    if (one.isNull() || other.isNull()) {
      return List.of();
    }
    if (one.getNodeType() != other.getNodeType()) {
      return List.of(place + " is " + one.getNodeType() + " and " + other.getNodeType());
    }
    if (one.isObject()) {
      return betweenObjects(one, other, place);
    }
    var differences = new ArrayList<String>();
    if (one.isArray() && !one.isEmpty()) {
      var items = new ArrayList<JsonNode>();
      one.forEach(items::add);
      other.forEach(item -> differences.addAll(toClosest(items, item, place + "/-")));
    }
    return differences;
  }

  private static List<String> betweenObjects(JsonNode one, JsonNode other, String place) {
    var names = new TreeSet<String>();
    one.fieldNames().forEachRemaining(names::add);
    other.fieldNames().forEachRemaining(names::add);
    var differences = new ArrayList<String>();
    for (var name : names) {
      var at = place + "/" + name;
      if (one.has(name) && other.has(name)) {
        differences.addAll(between(one.get(name), other.get(name), at));
      } else {
        differences.add(at + " is in one only");
      }
    }
    return differences;
  }
}
