package io.episodal.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Has several threads begin something at the same moment. Thread-safe. */
public final class Race {
  private static final long PATIENCE_SECONDS = 60;

  private Race() {}

  /** The answers of all threads; {@code runner} gives the work of the thread of a number. */
  public static <T> List<T> of(int threads, IntFunction<Callable<T>> runner) {
    var start = new CyclicBarrier(threads);
    try (var executor = Executors.newFixedThreadPool(threads)) {
      var running =
          IntStream.range(0, threads)
              .mapToObj(number ->
                  executor.submit(() -> {
                    start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    return runner.apply(number).call();
                  }))
              .toList();
      var answers = new ArrayList<T>();
      for (var future : running) {
        answers.add(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
      return answers;
    } catch (ExecutionException e) {
      throw new AssertionError("a thread of the race failed", e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("a thread of the race did not come home", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("the race was interrupted", e);
    }
  }
}
