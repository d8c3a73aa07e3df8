package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.episodal.adapter.http.ContractDocument.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Spoils requests in one or a few places: path, query, headers, the values of the body, its bytes.
 * Immutable; thread-safe.
 */
final class FuzzMutations {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final List<Long> bounds;

  FuzzMutations(ContractDocument document) {
    bounds = bounds(document);
  }

  /** The request, spoilt in one place, or with luck in some more. */
  FuzzedRequest mutate(FuzzedRequest request, Operation operation, FuzzGrammar grammar, Draw draw) {
    var mutated = request;
    do {
      mutated =
          switch (draw.between(0, 10)) {
            case 0 -> path(mutated, draw);
            case 1, 2 -> query(mutated, operation, grammar, draw);
            case 3, 4 -> header(mutated, draw);
            case 5 -> draw.percent(30) ? mutated.withMethod(draw.from(FuzzWords.METHODS)) : mutated;
            case 6 -> mutated.body().length > 0 ? bytes(mutated, draw) : path(mutated, draw);
            default -> value(mutated, operation, grammar, draw);
          };
    } while (draw.percent(25));
    return mutated;
  }

  private FuzzedRequest path(FuzzedRequest request, Draw draw) {
    var query = query(request.target());
    var path = request.target().substring(0, request.target().length() - query.length());
    var segments = new ArrayList<>(List.of(path.split("/", -1)));
    if (segments.size() == 1) {
      segments.add("");
    }
    var at = draw.between(1, segments.size());
    switch (draw.between(0, 6)) {
      case 0 -> segments.add(draw.from(FuzzWords.SEGMENTS));
      case 1 -> segments.remove(at);
      case 2 -> segments.set(at, segments.get(at) + draw.from(FuzzWords.SEGMENTS));
      case 3 -> segments.add(at, draw.from(FuzzWords.SEGMENTS));
      case 4 -> segments.set(at, "a".repeat(draw.from(List.of(300, 4_000, 20_000))));
      default -> segments.set(at, draw.from(FuzzWords.SEGMENTS));
    }
    var prefix = draw.percent(5) ? draw.from(List.of("http://evil", "//evil", "*", "/")) : "";
    return request.withTarget(prefix + String.join("/", segments) + query);
  }

  private FuzzedRequest query(
      FuzzedRequest request, Operation operation, FuzzGrammar grammar, Draw draw) {
    var names = new ArrayList<>(List.of("x", "limit", "", "%00", "a%ffb", "limit[]"));
    for (var parameter : grammar.parameters(operation)) {
      if (parameter.path("in").asText().equals("query")) {
        names.addAll(names.size() > 60 ? List.of() : repeated(parameter.path("name").asText()));
      }
    }
    var pair = draw.from(names) + "=" + queryValue(draw);
    var more =
        switch (draw.between(0, 12)) {
          case 0 -> pair + "&" + pair;
          case 1 -> pair.replaceFirst("=.*", "");
          case 2 -> "&&=&" + pair;
          case 3 -> (pair + "&").repeat(draw.from(List.of(10, 100, 2_000)));
          case 4 -> pair + ";" + pair;
          default -> pair;
        };
    return request.withTarget(
        request.target() + (request.target().contains("?") ? "&" : "?") + more);
  }

  /** A declared name is as likely as all made-up ones. */
  private static List<String> repeated(String name) {
    return List.of(name, name, name, name);
  }

  private String queryValue(Draw draw) {
    return switch (draw.between(0, 10)) {
      case 0, 1, 2 -> String.valueOf(draw.from(bounds));
      case 3 -> "a".repeat(draw.from(List.of(501, 5_000, 15_000)));
      default -> draw.from(FuzzWords.QUERY_VALUES);
    };
  }

  private static FuzzedRequest header(FuzzedRequest request, Draw draw) {
    if (draw.percent(3)) {
      return request.with("X-Long: " + "a".repeat(draw.from(List.of(4_000, 20_000))));
    }
    var header = draw.from(FuzzWords.HEADERS);
    var name = header.substring(0, header.indexOf(':'));
    return (draw.percent(80) ? request.without(name) : request).with(header);
  }

  private FuzzedRequest value(
      FuzzedRequest request, Operation operation, FuzzGrammar grammar, Draw draw) {
    var json = grammar.json(operation, draw);
    if (json == null) {
      return query(request, operation, grammar, draw);
    }
    var spoilt = spoilt(json, draw);
    while (draw.percent(25)) {
      spoilt = spoilt(spoilt, draw);
    }
    return request.withBody(FuzzGrammar.bytes(spoilt));
  }

  private JsonNode spoilt(JsonNode json, Draw draw) {
    if (json.isEmpty() || draw.percent(10)) {
      return replacement(draw);
    }
    var deeper = draw.percent(50);
    return switch (json) {
      case ObjectNode object -> {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        var name = draw.from(names);
        yield changed(object.deepCopy(), name, deeper, draw);
      }
      case ArrayNode array -> {
        var copy = array.deepCopy();
        var at = draw.between(0, array.size());
        if (draw.percent(10)) {
          for (var count = draw.from(List.of(2, 51, 101, 1_001)); count > array.size(); count--) {
            copy.add(array.get(at));
          }
        } else {
          copy.set(at, deeper ? spoilt(array.get(at), draw) : replacement(draw));
        }
        yield copy;
      }
      default -> replacement(draw);
    };
  }

  private ObjectNode changed(ObjectNode object, String name, boolean deeper, Draw draw) {
    if (deeper) {
      object.set(name, spoilt(object.get(name), draw));
      return object;
    }
    switch (draw.between(0, 8)) {
      case 0 -> object.remove(name);
      case 1 ->
          object.set(name + draw.from(List.of(" ", "x", "\0", "/~", "\ud800")), replacement(draw));
      case 2 -> object.set(name, JSON.arrayNode().add(object.get(name)));
      case 3 -> object.set(name, object.deepCopy());
      case 4 ->
          object.set(draw.from(List.of("__proto__", "id", "role", "", "@type")), replacement(draw));
      default -> object.set(name, replacement(draw));
    }
    return object;
  }

  private JsonNode replacement(Draw draw) {
    return switch (draw.between(0, 12)) {
      case 0, 1 -> JSON.numberNode(draw.from(bounds));
      case 2, 3 -> JSON.textNode("x".repeat(Math.clamp(draw.from(bounds), 0, 30_000)));
      case 4 -> JSON.textNode("\u30d5".repeat(draw.from(List.of(100, 500, 501, 20_001))));
      default -> JSON.rawValueNode(new RawValue(draw.from(FuzzWords.VALUES)));
    };
  }

  private static FuzzedRequest bytes(FuzzedRequest request, Draw draw) {
    var text = new String(request.body(), ISO_8859_1);
    var at = draw.between(0, text.length() + 1);
    var spoilt =
        switch (draw.between(0, 16)) {
          case 0 -> text.substring(0, at);
          case 1 -> text + draw.from(List.of("x", "{}", " ", "\n\n", "\0", ",", text));
          case 2 -> "\u00ef\u00bb\u00bf" + text;
          case 3 -> new String(new String(request.body(), UTF_8).getBytes(UTF_16), ISO_8859_1);
          case 4 -> "";
          case 5 -> text.replaceFirst("\\{", "{\"title\":1,\"title\":2,");
          case 6 -> text.replaceFirst("\\{(\"[^\"]*\":)", "{$1null,$1");
          case 7 -> draw.from(List.of("[", "{\"a\":", "[{\"a\":[")).repeat(depth(draw));
          case 8 -> "[".repeat(65) + "]".repeat(65);
          case 9 -> " ".repeat(draw.from(List.of(1_000, 100_000))) + text;
          case 10 -> "{\"title\":\"" + "x".repeat(size(draw)) + "\"}";
          case 11 -> "{\"title\":" + "9".repeat(draw.from(List.of(100, 401, 100_000))) + "}";
          case 12 -> text.replace('"', '\'');
          default -> text.substring(0, at) + draw.from(FuzzWords.BYTES) + text.substring(at);
        };
    return request.withBody(spoilt.getBytes(ISO_8859_1));
  }

  private static int depth(Draw draw) {
    return draw.percent(20) ? 100_000 : draw.from(List.of(64, 65, 1_000));
  }

  /** Ten megabytes now and then. */
  private static int size(Draw draw) {
    return draw.percent(5) ? 10_000_000 : draw.from(List.of(501, 20_001, 1_100_000));
  }

  private static String query(String target) {
    var at = target.indexOf('?');
    return at < 0 ? "" : target.substring(at);
  }

  /** Every bound that a schema names, and its neighbours. */
  private static List<Long> bounds(ContractDocument document) {
    var found = new TreeSet<Long>();
    var keywords = List.of("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems");
    document.walk((pointer, node) -> {
      if (node.isIntegralNumber()
          && keywords.contains(pointer.substring(pointer.lastIndexOf('/') + 1))) {
        found.addAll(around(node.asLong()));
      }
    });
    for (var type : Arrays.asList((long) Integer.MAX_VALUE, (long) Integer.MIN_VALUE)) {
      found.addAll(around(type));
    }
    return List.copyOf(found);
  }

  private static List<Long> around(long bound) {
    return List.of(bound - 1, bound, bound + 1);
  }
}
