package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ids, cursors and tokens that the server's answers told of, by kind, for requests to use: {@code
 * {{releases}}} stands for the id of a release, {@code {{cursor|flip}}} for a cursor with a changed
 * character. Thread-safe.
 */
final class Harvest {
  private static final String NONE = "{\"alg\":\"none\",\"typ\":\"JWT\"}";
  private static final int MOST_OF_A_KIND = 300;
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z_]+)(?:\\|([a-z]+))?}}");
  private static final Pattern ID_MEMBER = Pattern.compile("([a-z]+)_id");

  private final Map<String, List<String>> known = new ConcurrentHashMap<>();

  static String placeholder(String kind) {
    return "{{" + kind + "}}";
  }

  /** A request with a value in each of its placeholders. */
  FuzzedRequest expand(FuzzedRequest request, Draw draw) {
    return new FuzzedRequest(
        request.method(),
        expand(request.target(), draw),
        request.headers().stream().map(header -> expand(header, draw)).toList(),
        expand(new String(request.body(), ISO_8859_1), draw).getBytes(ISO_8859_1));
  }

  void learn(String kind, String value) {
    known.compute(
        kind,
        (name, values) -> {
          var more = values == null ? new ArrayList<String>() : new ArrayList<>(values);
          if (more.size() == MOST_OF_A_KIND) {
            more.remove(MOST_OF_A_KIND / 2);
          }
          more.add(value);
          return List.copyOf(more);
        });
  }

  /** Takes what an answer tells; {@code kind} is what the path is about. */
  void learnFrom(String kind, JsonNode answer) {
    for (var member : answer.properties()) {
      var name = member.getKey();
      var value = member.getValue();
      var id = ID_MEMBER.matcher(name);
      if (value.isContainerNode()) {
        value.forEach(item -> learnFrom(name, item));
      } else if (name.equals("next_cursor") && value.isTextual()) {
        learn("cursor", value.asText());
      } else if (name.equals("refresh_token")) {
        learn(name, value.asText());
      } else if (name.equals("id")) {
        learn(kind, value.asText());
      } else if (id.matches() && value.isTextual()) {
        learn(id.group(1) + "s", value.asText());
      }
    }
  }

  private String expand(String text, Draw draw) {
    return text.contains("{{")
        ? PLACEHOLDER.matcher(text).replaceAll(found -> value(found, draw))
        : text;
  }

  private String value(MatchResult found, Draw draw) {
    var values = known.getOrDefault(found.group(1), List.of());
    var value =
        values.isEmpty() ? new UUID(0, draw.between(0, 1 << 20)).toString() : draw.from(values);
    return Matcher.quoteReplacement(
        found.group(2) == null ? value : spoil(value, found.group(2), draw));
  }

  private static String spoil(String value, String how, Draw draw) {
    var at = draw.between(0, Math.max(1, value.length()));
    return switch (how) {
      case "cut" -> value.substring(0, at);
      case "flip" ->
          value.substring(0, at) + (char) (value.charAt(at) ^ 1) + value.substring(at + 1);
      case "twice" -> value + value;
      case "unsigned" -> unsigned(value);
      default -> value.toUpperCase(Locale.ROOT);
    };
  }

  /** A token that says it needs no signature. */
  private static String unsigned(String token) {
    var parts = token.split("\\.", -1);
    var header = Base64.getUrlEncoder().withoutPadding().encodeToString(NONE.getBytes(UTF_8));
    return parts.length == 3 ? header + "." + parts[1] + "." : header + "." + token + ".";
  }
}
