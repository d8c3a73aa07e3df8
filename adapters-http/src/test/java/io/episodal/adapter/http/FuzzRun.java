package io.episodal.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.episodal.adapter.http.ContractDocument.Operation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Calls a server with valid and spoilt requests of the contract, judges each answer, and keeps what
 * broke something in the corpus. Thread-safe.
 */
final class FuzzRun {
  private static final int MOST_KEPT = 20;

  private final FuzzTarget target;
  private final FuzzCorpus corpus;
  private final ContractDocument document = ContractDocument.read();
  private final FuzzGrammar grammar = new FuzzGrammar(document);
  private final FuzzMutations mutations = new FuzzMutations(document);
  private final FuzzVerdict verdict = new FuzzVerdict(document);
  private final Harvest harvest = new Harvest();
  private final Map<String, String> failures = new ConcurrentHashMap<>();
  private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
  private final Set<String> succeeded = new ConcurrentSkipListSet<>();

  FuzzRun(FuzzTarget target, FuzzCorpus corpus) {
    this.target = target;
    this.corpus = corpus;
    harvest.learn("user", target.userToken());
    harvest.learn("admin", target.adminToken());
  }

  /** Sends what the corpus keeps. */
  void replay() throws IOException {
    try (var client = new RawClient(target.port())) {
      for (var file : corpus.all(FuzzCorpus.REQUEST).entrySet()) {
        send(file.getKey(), FuzzedRequest.parse(file.getValue()), client, new Draw(0), false);
      }
      for (var file : corpus.all(FuzzCorpus.BYTES).entrySet()) {
        sendBytes(file.getKey(), file.getValue(), client, false);
      }
    }
  }

  /** Sends each operation once as it is meant, so that there are things to name. */
  void sow(Draw draw) throws IOException {
    try (var client = new RawClient(target.port())) {
      for (int round = 0; round < 3; round++) {
        for (var operation : grammar.operations()) {
          if (!operation.method().equals("DELETE")) {
            call(operation, grammar.request(operation, draw), client, draw);
          }
        }
        target.work();
      }
    }
  }

  /** Sends requests of one seed until the deadline, or until much has been found. */
  void fuzz(Draw draw, long deadlineNanos) throws IOException {
    try (var client = new RawClient(target.port())) {
      while (System.nanoTime() < deadlineNanos && failures.size() < MOST_KEPT) {
        var operation = draw.from(grammar.operations());
        var isRare = operation.method().equals("DELETE") || grammar.isSlow(operation);
        if (isRare && draw.percent(80)) {
          continue; // Data shall remain, and hashing passwords would take all the time.
        }
        var request = grammar.request(operation, draw);
        if (draw.percent(8)) {
          var bytes = FuzzFraming.spoil(harvest.expand(request, draw), draw);
          sendBytes(operation.toString(), bytes, client, true);
        } else if (draw.percent(25)) {
          call(operation, request, client, draw);
        } else {
          var mutated = mutations.mutate(request, operation, grammar, draw);
          call(operation, mutated, client, draw);
        }
      }
    }
  }

  /** What went wrong, by the names of the files that tell how. */
  Map<String, String> failures() {
    return new TreeMap<>(failures);
  }

  long requests() {
    return statuses.values().stream().mapToLong(LongAdder::sum).sum();
  }

  long requests(int status) {
    var count = statuses.get(status);
    return count == null ? 0 : count.sum();
  }

  /** The operations that have not succeeded with any request. */
  List<String> unreached() {
    return grammar.operations().stream()
        .map(Operation::toString)
        .filter(operation -> !succeeded.contains(operation))
        .toList();
  }

  /** How often each status was answered. */
  @Override
  public String toString() {
    return new TreeMap<>(statuses).toString();
  }

  private void call(Operation operation, FuzzedRequest request, RawClient client, Draw draw)
      throws IOException {
    var reply = send(operation.toString(), request, client, draw, true);
    if (reply != null && reply.status() < 400 && request.method().equals(operation.method())) {
      succeeded.add(operation.toString());
      reply.headers().firstValue("etag").ifPresent(tag -> harvest.learn("etag", tag));
      if (reply.header("Content-Type").startsWith("application/json") && reply.bytes().length > 0) {
        learn(operation, reply.json());
      }
    }
  }

  private void learn(Operation operation, JsonNode answer) {
    if (!operation.path().equals("/openapi.json")) {
      harvest.learnFrom(FuzzGrammar.kindOf(operation.path()), answer);
    }
  }

  private @Nullable Reply send(
      String name, FuzzedRequest request, RawClient client, Draw draw, boolean isNew)
      throws IOException {
    var expanded = harvest.expand(request, draw);
    try {
      var reply = client.exchange(expanded);
      count(reply);
      for (var fault : verdict.faults(expanded, reply)) {
        fail(name, fault, FuzzCorpus.REQUEST, request.toBytes(), isNew);
      }
      return reply;
    } catch (IOException e) {
      client.close();
      fail(name, "no answer: " + e, FuzzCorpus.REQUEST, request.toBytes(), isNew);
      return null;
    }
  }

  private void sendBytes(String name, byte[] bytes, RawClient client, boolean isNew)
      throws IOException {
    try {
      for (var reply : client.sendAll(bytes)) {
        count(reply);
        for (var fault : verdict.faults(bytes, reply)) {
          fail(name, fault, FuzzCorpus.BYTES, bytes, isNew);
        }
      }
    } catch (IOException e) {
      fail(name, "no whole answer: " + e, FuzzCorpus.BYTES, bytes, isNew);
    }
  }

  private void count(Reply reply) {
    statuses.computeIfAbsent(reply.status(), status -> new LongAdder()).increment();
  }

  /** The same fault of the same operation is kept once. */
  private void fail(String name, String fault, String kind, byte[] bytes, boolean isNew)
      throws IOException {
    var words = fault.replaceAll("[0-9a-f-]{36}", "").replaceAll("[^A-Za-z0-9]+", "-");
    var file = name + "-" + words.substring(0, Math.min(60, words.length()));
    if (failures.size() < MOST_KEPT && failures.putIfAbsent(file, fault) == null && isNew) {
      corpus.add(file, kind, bytes);
    }
  }
}
