package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fuzz of the whole interface by the grammar of its own OpenAPI document, so that new paths are
 * fuzzed without a word here. It takes three seconds against an engine in this process; with {@code
 * -Pfuzz} it takes longer and calls the built server, a process with 128 MB of heap over a real
 * PostgreSQL, whose memory must stay flat.
 *
 * <p>{@code -Depisodal.fuzz.seed} repeats a run's choices, {@code -Depisodal.fuzz.seconds} sets its
 * length. What breaks something is written into the corpus, which every run begins with.
 */
final class FuzzTest {
  private static final long SEED = Long.getLong("episodal.fuzz.seed", System.nanoTime());
  private static final Duration LENGTH =
      Duration.ofSeconds(Long.getLong("episodal.fuzz.seconds", 3));
  private static final String SERVER = System.getProperty("episodal.fuzz.server", "");
  private static final int CALLERS = 4;
  private static final int SLOW_CALLERS = 100;
  private static final long MOST_HEAP_GROWTH = 8 << 20;
  private static final long MOST_RESIDENT_GROWTH = 40 << 20;

  @TempDir private Path data;

  @Test
  void whateverIsSentTheAnswerIsInOrder() throws Exception {
    System.out.printf("fuzz: -Depisodal.fuzz.seed=%d for %s%n", SEED, LENGTH);
    try (var target =
        SERVER.isEmpty()
            ? FuzzTarget.inProcess()
            : FuzzedProcess.start(Path.of(SERVER).toAbsolutePath(), data)) {
      var run = new FuzzRun(target, FuzzCorpus.ofSources());
      run.sow(new Draw(SEED));
      run.replay();
      if (SERVER.isEmpty()) {
        fuzz(run, LENGTH, SEED);
      } else {
        fuzzAndWeigh(run, target);
      }
      System.out.printf("fuzz: %d answers, by status %s%n", run.requests(), run);
      System.out.printf("fuzz: without success %s%n", run.unreached());
      assertEquals(Map.of(), run.failures(), () -> "seed " + SEED);
      assertTrue(run.requests(503) * 10 < run.requests(), "too often too busy");
    }
  }

  /** The first fifth warms up: classes, caches and pools are as large as they get. */
  private static void fuzzAndWeigh(FuzzRun run, FuzzTarget target) throws Exception {
    var crowd = SlowCrowd.of(SLOW_CALLERS, target.port());
    try (crowd) {
      fuzz(run, LENGTH.dividedBy(5), SEED);
      var before = target.memory();
      var answers = run.requests();
      fuzz(run, LENGTH.multipliedBy(4).dividedBy(5), SEED + CALLERS);
      var after = target.memory();
      System.out.printf(
          "fuzz: heap in use %,d then %,d bytes, resident %,d then %,d, after %d more answers%n",
          before.heap(),
          after.heap(),
          before.resident(),
          after.resident(),
          run.requests() - answers);
      assertTrue(after.heap() > 0, "the heap could not be weighed");
      assertTrue(after.heap() - before.heap() < MOST_HEAP_GROWTH, "the heap grows");
      assertTrue(after.resident() - before.resident() < MOST_RESIDENT_GROWTH, "memory grows");
    }
  }

  private static void fuzz(FuzzRun run, Duration length, long seed) throws Exception {
    var deadline = System.nanoTime() + length.toNanos();
    try (var callers = Executors.newFixedThreadPool(CALLERS)) {
      var running = new ArrayList<Future<?>>();
      for (int caller = 0; caller < CALLERS; caller++) {
        var draw = new Draw(seed + caller);
        running.add(
            callers.submit(() -> {
              run.fuzz(draw, deadline);
              return null;
            }));
      }
      for (var caller : running) {
        caller.get();
      }
    }
  }
}
