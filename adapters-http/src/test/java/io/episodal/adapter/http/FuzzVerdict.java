package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What must hold for the answer to any request: the server has not failed, the contract is kept,
 * and what is refused is explained without telling how the server is made. Thread-safe.
 */
final class FuzzVerdict {
  /** What the HTTP layer may refuse anywhere, whether or not an operation declares it. */
  private static final Set<Integer> OF_THE_HTTP_LAYER =
      Set.of(400, 405, 406, 408, 411, 413, 414, 415, 417, 431, 501, 505);

  /** The request is at fault, although the numbers are those of servers. */
  private static final Set<Integer> UNKNOWN_TO_HTTP = Set.of(501, 505);

  private static final Pattern LEAK =
      Pattern.compile(
          "\\b(?:java|javax|jdk|sun|kotlin|org|com|io)\\.[a-z0-9]+\\.[\\w.$]+"
              + "|\\bat [\\w.$]+\\(|Exception\\b|\\w+\\.java\\b|SQLSTATE|(?i:\\bjooq|hikari|jetty"
              + "|javalin|jackson|postgres|\\bselect\\b.+\\bfrom\\b|duplicate key|constraint\\b)"
              + "|/(?:tmp|root|home|usr|var)/");

  private final ContractDocument document;
  private final AnswerValidator validator;

  FuzzVerdict(ContractDocument document) {
    this.document = document;
    this.validator = AnswerValidator.ofDocument();
  }

  /** What is wrong with an answer; empty if nothing is. */
  List<String> faults(FuzzedRequest request, Reply reply) {
    var faults = new ArrayList<String>();
    if (reply.status() >= 500 && !isBusy(reply) && !UNKNOWN_TO_HTTP.contains(reply.status())) {
      return List.of("status " + reply.status() + ": " + reply.text());
    }
    if (!reply.header("Server").isEmpty()) {
      faults.add("it names its server software");
    }
    if (!request.method().equals("HEAD")) {
      try {
        validate(request, reply);
      } catch (AssertionError e) {
        faults.add(String.valueOf(e.getMessage()));
      }
      if (reply.status() >= 400) {
        checkDiscretion(request, reply, faults);
      }
    }
    return faults;
  }

  /** Whether the server said that it has too much to do and when to come back. */
  static boolean isBusy(Reply reply) {
    return reply.status() == 503 && !reply.header("Retry-After").isEmpty();
  }

  /** What is wrong with an answer to bytes that may be no request. */
  List<String> faults(byte[] bytes, Reply reply) {
    var request =
        new FuzzedRequest(new String(bytes, ISO_8859_1), "", List.of(), FuzzedRequest.NOTHING);
    return reply.status() < 400 ? List.of() : faults(request, reply);
  }

  private void validate(FuzzedRequest request, Reply reply) {
    var path = request.target().replaceFirst("[?#].*", "");
    var type = reply.header("Content-Type");
    var declared =
        document.path(path).flatMap(found -> document.operation(request.method(), found));
    if (declared.isPresent() && !OF_THE_HTTP_LAYER.contains(reply.status())) {
      validator.validate(request.method(), path, reply.status(), type, reply.bytes());
    } else if (reply.status() >= 400) {
      validator.validateProblem(reply.status(), type, reply.bytes());
    }
  }

  /** What the request itself says may be repeated. */
  private static void checkDiscretion(FuzzedRequest request, Reply reply, List<String> faults) {
    var sent = new String(request.toWire(), ISO_8859_1);
    LEAK.matcher(reply.text())
        .results()
        .map(found -> found.group())
        .filter(found -> !sent.contains(found))
        .forEach(found -> faults.add("it tells of '" + found + "': " + reply.text()));
    var detail = reply.json().path("detail").asText();
    if (detail.length() < 10) {
      faults.add("its detail helps nobody: " + reply.text());
    }
  }
}
