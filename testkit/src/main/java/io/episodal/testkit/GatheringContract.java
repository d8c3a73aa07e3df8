package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.port.out.Gathering;
import io.episodal.domain.shared.port.out.Gathering.Bounds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers share work, each gets an answer or a refusal, and nobody waits for ever. */
@Timeout(60)
public abstract class GatheringContract extends PersistenceContract {
  private static final int PATIENCE_SECONDS = 30;
  private static final Bounds WIDE = new Bounds(1_000, 100, Duration.ofSeconds(PATIENCE_SECONDS));
  private static final int HOLDING = 0;
  private static final int FAULTY = -1;
  private static final int AWAY = -2;

  private final List<List<Integer>> groups = new CopyOnWriteArrayList<>();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch mayGoOn = new CountDownLatch(1);
  private final AtomicInteger atWork = new AtomicInteger();
  private ExecutorService callers;

  @BeforeEach
  void gatherCallers() {
    callers = Executors.newVirtualThreadPerTaskExecutor();
  }

  @AfterEach
  void sendCallersAway() {
    mayGoOn.countDown();
    callers.close();
  }

  @Test
  void everybodyGetsTheAnswerToTheOwnRequest() {
    try (var gathering = gathering(WIDE)) {
      var answers =
          Race.of(
              8,
              thread ->
                  () ->
                      IntStream.rangeClosed(1, 200)
                          .map(number -> thread * 1_000 + number)
                          .filter(request ->
                              !("answer to " + request).equals(gathering.ask(request, 1)))
                          .count());

      answers.forEach(wrong -> assertEquals(0, wrong));
      assertEquals(8 * 200, groups.stream().mapToInt(List::size).sum());
      assertEquals(new Gathering.Waiting(0, Duration.ZERO), gathering.waiting());
    }
  }

  @Test
  void whatIsAskedDuringTheWorkIsTheNextGroup() throws Exception {
    try (var gathering = gathering(WIDE)) {
      var first = hold(gathering);
      var others = IntStream.rangeClosed(1, 5).mapToObj(i -> ask(gathering, i, i)).toList();
      assertTrue(gathering.waiting().oldest().isPositive());

      mayGoOn.countDown();

      assertEquals("answer to 0", answer(first));
      for (int i = 0; i < others.size(); i++) {
        assertEquals("answer to " + (i + 1), answer(others.get(i)));
      }
      assertEquals(List.of(List.of(HOLDING), List.of(1, 2, 3, 4, 5)), groups);
    }
  }

  @Test
  void groupsHaveBoundedWeightAndKeepTheOrder() throws Exception {
    try (var gathering = gathering(new Bounds(100, 10, WIDE.patience()))) {
      var first = hold(gathering);
      var six = ask(gathering, 6, 6);
      var four = ask(gathering, 4, 4);
      var twenty = ask(gathering, 20, 20);
      var one = ask(gathering, 1, 1);

      mayGoOn.countDown();

      for (var asked : List.of(first, six, four, twenty, one)) {
        answer(asked);
      }
      assertEquals(List.of(List.of(HOLDING), List.of(6, 4), List.of(20), List.of(1)), groups);
    }
  }

  @Test
  void whoFindsItFullIsRefusedAtOnce() throws Exception {
    try (var gathering = gathering(new Bounds(10, 100, WIDE.patience()))) {
      var first = hold(gathering);
      var second = ask(gathering, 5, 5);

      assertUnavailable(() -> gathering.ask(6, 5));
      var third = ask(gathering, 4, 4);
      mayGoOn.countDown();

      assertEquals("answer to 0", answer(first));
      assertEquals("answer to 5", answer(second));
      assertEquals("answer to 4", answer(third));
      assertEquals("answer to 11", gathering.ask(11, 11));
    }
  }

  @Test
  void whoWaitsTooLongIsRefusedAndForgotten() throws Exception {
    try (var gathering = gathering(new Bounds(10, 100, Duration.ofMillis(50)))) {
      var unused = hold(gathering);

      assertUnavailable(() -> gathering.ask(1, 1));
      mayGoOn.countDown();

      assertEquals("answer to 2", askPatiently(gathering, 2));
      assertFalse(groups.stream().anyMatch(group -> group.contains(1)));
    }
  }

  @Test
  void aStoreThatIsAwayIsToldToTheWholeGroup() throws Exception {
    try (var gathering = gathering(WIDE)) {
      var unused = hold(gathering);
      var good = ask(gathering, 1, 1);
      var away = ask(gathering, AWAY, 1);

      mayGoOn.countDown();

      assertUnavailable(() -> answer(good));
      assertUnavailable(() -> answer(away));
      assertEquals("answer to 3", gathering.ask(3, 1));
    }
  }

  @Test
  void onlyTheOneAtFaultFails() throws Exception {
    try (var gathering = gathering(WIDE)) {
      var unused = hold(gathering);
      var one = ask(gathering, 1, 1);
      var faulty = ask(gathering, FAULTY, 1);
      var two = ask(gathering, 2, 1);

      mayGoOn.countDown();

      assertEquals("answer to 1", answer(one));
      assertEquals("answer to 2", answer(two));
      assertThrows(IllegalStateException.class, () -> answer(faulty));
    }
  }

  @Test
  void closingAnswersWhatWasReceivedAndRefusesTheRest() throws Exception {
    var gathering = gathering(WIDE);
    var first = hold(gathering);
    var second = ask(gathering, 1, 1);

    var closing = callers.submit(gathering::close);
    assertFalse(closing.isDone());
    mayGoOn.countDown();

    assertEquals("answer to 0", answer(first));
    assertEquals("answer to 1", answer(second));
    closing.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertUnavailable(() -> gathering.ask(3, 1));
    gathering.close();
  }

  private Gathering<Integer, String> gathering(Bounds bounds) {
    return store().gather(bounds, this::answers);
  }

  private List<String> answers(List<Integer> requests) {
    assertEquals(1, atWork.incrementAndGet(), "two groups at once");
    try {
      if (requests.contains(HOLDING)) {
        held.countDown();
        assertTrue(mayGoOn.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
      if (requests.contains(FAULTY)) {
        throw new IllegalStateException("a fault");
      }
      if (requests.contains(AWAY)) {
        throw DomainException.overloaded("away");
      }
      groups.add(requests);
      return requests.stream().map(request -> "answer to " + request).toList();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      atWork.decrementAndGet();
    }
  }

  /** Asks for what keeps the work waiting until it may go on. */
  private Future<String> hold(Gathering<Integer, String> gathering) throws InterruptedException {
    var first = callers.submit(() -> gathering.ask(HOLDING, 1));
    assertTrue(held.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    return first;
  }

  /** Asks, and returns when the request waits. */
  private Future<String> ask(Gathering<Integer, String> gathering, int request, int weight) {
    var before = gathering.waiting().weight();
    Callable<String> asking = () -> gathering.ask(request, weight);
    var asked = callers.submit(asking);
    while (gathering.waiting().weight() == before && !asked.isDone()) {
      Thread.onSpinWait();
    }
    return asked;
  }

  /** Asks again while what was held up before is still being cleared away. */
  private static String askPatiently(Gathering<Integer, String> gathering, int request) {
    while (true) {
      try {
        return gathering.ask(request, 1);
      } catch (DomainException e) {
        assertInstanceOf(DomainError.Unavailable.class, e.error());
      }
    }
  }

  private static String answer(Future<String> asked) throws Exception {
    try {
      return asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private static void assertUnavailable(ThrowingCall call) {
    var refused = assertThrows(DomainException.class, call::run);
    assertInstanceOf(DomainError.Unavailable.class, refused.error());
  }

  /** A call that may throw anything. */
  private interface ThrowingCall {
    void run() throws Exception;
  }
}
