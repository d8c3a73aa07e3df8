package io.episodal.adapter.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.episodal.adapter.http.ContractDocument.Operation;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the answers of the server against the OpenAPI document. Stricter than clients are asked to
 * be: members that the document does not declare are faults. Thread-safe.
 */
final class AnswerValidator {
  private static final String PROBLEM = "application/problem+json";

  /** What any request can meet; the document declares it once, as default. */
  private static final Set<Integer> OF_ANY_REQUEST = Set.of(405, 406, 408, 414, 431);

  /** What any answer may carry without a declaration: what HTTP itself or a proxy makes use of. */
  private static final Set<String> OF_ANY_ANSWER =
      Set.of(
          "access-control-allow-origin",
          "access-control-expose-headers",
          "cache-control",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "date",
          "traceparent",
          "transfer-encoding",
          "vary",
          "x-content-type-options");

  private static final int LONGEST_SHOWN = 2_000;

  private final ContractDocument document;
  private final ClosedSchemas schemas;

  private AnswerValidator(ContractDocument document) {
    this.document = document;
    this.schemas = ClosedSchemas.of(document);
  }

  static AnswerValidator ofDocument() {
    return new AnswerValidator(ContractDocument.read());
  }

  /**
   * Fails unless the document allows this received.
   *
   * @param method in upper case
   * @param path the template, such as {@code /api/v1/releases/{id}}, or the path of the request
   * @param contentType the header, with or without parameters, or null if there is none
   */
  void validate(String method, String path, int status, @Nullable String contentType, byte[] body) {
    var received = new Received(method + " " + path + " " + status, status, contentType, body);
    var declaredPath =
        document.path(path).orElseThrow(() -> received.failure("the document has no such path"));
    var operation = document.operation(method, declaredPath);
    if (operation.isPresent()) {
      check(received, declaration(received, operation.get()));
    } else if (status == 405) {
      checkProblem(received);
    } else {
      throw received.failure("the document has no such method on this path");
    }
  }

  /** Fails unless the headers of an answer are those that the document declares for it. */
  void validateHeaders(String method, String path, int status, HttpHeaders headers) {
    var received = new Received(method + " " + path + " " + status, status, null, new byte[0]);
    var operation = document.path(path).flatMap(declared -> document.operation(method, declared));
    if (operation.isEmpty() || OF_ANY_REQUEST.contains(status)) {
      return;
    }
    var faults = new ArrayList<String>();
    var names = new HashSet<>(OF_ANY_ANSWER);
    for (var declared : declaration(received, operation.get()).path("headers").properties()) {
      names.add(declared.getKey().toLowerCase(Locale.ROOT));
      faults.addAll(
          headers
              .firstValue(declared.getKey())
              .map(value -> headerFaults(declared.getKey(), value, declared.getValue()))
              .orElse(isOptional(declared.getValue()) ? List.of() : missing(declared.getKey())));
    }
    for (var name : headers.map().keySet()) {
      if (!names.contains(name.toLowerCase(Locale.ROOT))) {
        faults.add("the document does not declare the header " + name);
      }
    }
    if (!faults.isEmpty()) {
      throw received.failure(faults);
    }
  }

  private boolean isOptional(JsonNode header) {
    var required = document.resolve(header).path("required");
    return required.isBoolean() && !required.booleanValue();
  }

  private static List<String> missing(String header) {
    return List.of("the header " + header + " is missing");
  }

  /** Fails unless the document allows a body that the server has accepted. */
  void validateRequest(String method, String path, byte[] body) {
    var received = new Received("the body of " + method + " " + path, 0, null, body);
    var operation = document.path(path).flatMap(declared -> document.operation(method, declared));
    var content = operation.map(node -> node.node().at("/requestBody/content/application~1json"));
    if (content.isEmpty() || content.get().isMissingNode()) {
      throw received.failure("the document declares no body");
    }
    var faults = schemas.faults(content.get().path("schema"), received.value());
    if (!faults.isEmpty()) {
      throw received.failure(faults);
    }
  }

  private List<String> headerFaults(String name, String value, JsonNode declared) {
    var schema = document.resolve(declared).path("schema");
    var isNumber = schema.path("type").asText().equals("integer");
    JsonNode node = isNumber ? LongNode.valueOf(Long.parseLong(value)) : TextNode.valueOf(value);
    return schemas.faults(schema, node).stream().map(fault -> name + fault).toList();
  }

  /** Fails unless this is a problem; for answers to requests for no path of the document. */
  void validateProblem(int status, @Nullable String contentType, byte[] body) {
    checkProblem(new Received("problem " + status, status, contentType, body));
  }

  private JsonNode declaration(Received received, Operation operation) {
    var responses = operation.node().path("responses");
    var exact = String.valueOf(received.status);
    if (responses.has(exact)) {
      return document.resolve(responses.path(exact));
    }
    var other = responses.has("default") ? "default" : exact.charAt(0) + "XX";
    if (OF_ANY_REQUEST.contains(received.status) && responses.has(other)) {
      return document.resolve(responses.path(other));
    }
    throw received.failure("the document does not declare this status");
  }

  private void check(Received received, JsonNode declaration) {
    var content = declaration.path("content");
    if (content.isEmpty()) {
      if (received.body.length > 0) {
        throw received.failure("the document declares no body");
      }
      return;
    }
    var type = received.mediaType();
    if (!content.has(type)) {
      throw received.failure("the document does not declare the content type '" + type + "'");
    }
    checkBody(received, content.path(type).path("schema"));
  }

  private void checkProblem(Received received) {
    if (!received.mediaType().equals(PROBLEM)) {
      throw received.failure("the content type is not " + PROBLEM);
    }
    checkBody(received, document.target("#/components/schemas/Problem"));
  }

  private void checkBody(Received received, JsonNode schema) {
    var value = received.value();
    var faults = schemas.faults(schema, value);
    if (!faults.isEmpty()) {
      throw received.failure(faults);
    }
    if (received.mediaType().equals(PROBLEM) && value.path("status").asInt() != received.status) {
      throw received.failure("/status: is " + value.path("status") + ", not that of the answer");
    }
  }

  private static final class Received {
    private final String subject;
    private final int status;
    private final @Nullable String contentType;
    private final byte[] body;

    Received(String subject, int status, @Nullable String contentType, byte[] body) {
      this.subject = subject;
      this.status = status;
      this.contentType = contentType;
      this.body = body;
    }

    String mediaType() {
      return contentType == null
          ? ""
          : contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    }

    /** JSON, or text as a JSON string. */
    JsonNode value() {
      try {
        var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        if (mediaType().equals("application/x-ndjson")) {
          return TextNode.valueOf(text);
        }
        if (text.isBlank()) {
          throw failure("the body is empty");
        }
        if (mediaType().startsWith("text/")) {
          return TextNode.valueOf(text);
        }
        return ContractDocument.STRICT.readTree(text);
      } catch (CharacterCodingException e) {
        throw failure("the body is not UTF-8");
      } catch (JsonProcessingException e) {
        throw failure("the body is not JSON: " + e.getOriginalMessage());
      }
    }

    AssertionError failure(String fault) {
      return failure(List.of(fault));
    }

    AssertionError failure(List<String> faults) {
      var text = new String(body, StandardCharsets.UTF_8);
      var shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
      return new AssertionError(
          subject + " breaks the contract:\n  - " + String.join("\n  - ", faults) + "\n" + shown);
    }
  }
}
