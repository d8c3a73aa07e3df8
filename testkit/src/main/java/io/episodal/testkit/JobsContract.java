package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.job.Job;
import io.episodal.domain.job.JobId;
import io.episodal.domain.job.NewJob;
import io.episodal.domain.job.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Queued work is done once, by one worker at a time, and survives every failure. */
public abstract class JobsContract extends PersistenceContract {
  private static final Duration TICK = Duration.ofNanos(1_000);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void anEmptyQueueGivesNothing() {
    assertEquals(Optional.empty(), claimed());
  }

  @Test
  void workIsClaimedAsItWasQueued() {
    var payload = Map.of("episode", "7", "what \"else\"", "名探偵 \\ {} '; --", "empty", "");
    var queued = new NewJob(new JobId(ids.next()), "tell", payload, null);
    run(tx -> tx.jobs().add(List.of(queued)));
    var at = clock.instant();
    clock.advance(MINUTE);

    assertEquals(Optional.of(new Job(queued.id(), "tell", payload, null, 0, at)), claimed());
  }

  @Test
  void workExistsOnlyIfItsTransactionCommits() {
    assertThrows(
        ArithmeticException.class,
        () ->
            run(tx -> {
              tx.jobs().add(List.of(job("tell")));
              throw new ArithmeticException("power cut");
            }));

    assertEquals(Optional.empty(), claimed());
  }

  @Test
  void theLongestWaitingComesFirst() {
    var kinds = List.of("one", "two", "three");
    run(tx -> tx.jobs().add(List.of(job("one"), job("two"))));
    clock.advance(TICK);
    run(tx -> tx.jobs().add(List.of(job("three"))));

    assertEquals(kinds, kinds.stream().map(kind -> finishNext().orElseThrow().kind()).toList());
    assertEquals(Optional.empty(), finishNext());
  }

  @Test
  void whatIsPutOffComesAfterWhatWaitsLonger() {
    run(tx -> tx.jobs().add(List.of(job("one"))));
    clock.advance(MINUTE);
    run(tx -> tx.jobs().add(List.of(job("two"))));
    run(tx -> tx.jobs().again(tx.jobs().claim().orElseThrow(), Map.of(), Duration.ZERO));
    run(tx -> tx.jobs().add(List.of(job("three"))));
    clock.advance(TICK);
    run(tx -> tx.jobs().add(List.of(job("four"))));

    var kinds = IntStream.range(0, 4).mapToObj(each -> finishNext().orElseThrow().kind()).toList();

    assertEquals("one", kinds.getFirst());
    assertEquals("four", kinds.getLast());
  }

  @Test
  void finishedWorkLeavesTheQueue() {
    run(tx -> tx.jobs().add(List.of(job("one"))));

    assertTrue(finishNext().isPresent());
    clock.advance(Duration.ofDays(1));

    assertEquals(Optional.empty(), claimed());
  }

  @Test
  void aClaimThatIsRolledBackGivesTheWorkBack() {
    run(tx -> tx.jobs().add(List.of(job("one"))));

    assertThrows(
        ArithmeticException.class,
        () ->
            run(tx -> {
              tx.jobs().finish(tx.jobs().claim().orElseThrow());
              throw new ArithmeticException("power cut");
            }));

    var job = claimed().orElseThrow();
    assertEquals("one", job.kind());
    assertEquals(0, job.attempts());
  }

  @Test
  void aStepIsFollowedByTheNext() {
    run(tx -> tx.jobs().add(List.of(job("steps"))));
    var queuedAt = clock.instant();
    var next = Map.of("lane", "3", "user", "x");
    run(tx -> tx.jobs().again(tx.jobs().claim().orElseThrow(), next, MINUTE));

    clock.advance(MINUTE.minus(TICK));
    assertEquals(Optional.empty(), claimed());

    clock.advance(TICK);
    var job = claimed().orElseThrow();
    assertEquals(next, job.payload());
    assertEquals(queuedAt, job.queuedAt());
    assertEquals(0, job.attempts());
  }

  @Test
  void aStepWithoutDelayIsDueAtOnce() {
    run(tx -> tx.jobs().add(List.of(job("steps"))));

    run(tx -> tx.jobs().again(tx.jobs().claim().orElseThrow(), Map.of("a", "b"), Duration.ZERO));

    assertEquals(Map.of("a", "b"), claimed().orElseThrow().payload());
  }

  @Test
  void aFailureIsCountedAndPutOff() {
    var queued = new NewJob(new JobId(ids.next()), "fails", Map.of("a", "b"), null);
    run(tx -> tx.jobs().add(List.of(queued)));
    var at = clock.instant();
    retry(MINUTE);
    assertEquals(Optional.empty(), claimed());
    clock.advance(MINUTE);
    retry(MINUTE.multipliedBy(2));
    clock.advance(MINUTE);
    assertEquals(Optional.empty(), claimed());
    clock.advance(MINUTE);

    assertEquals(
        Optional.of(new Job(queued.id(), "fails", Map.of("a", "b"), null, 2, at)), claimed());
  }

  @Test
  void aStepThatSucceedsForgetsTheFailures() {
    run(tx -> tx.jobs().add(List.of(job("steps"))));
    retry(Duration.ZERO);

    run(tx -> tx.jobs().again(tx.jobs().claim().orElseThrow(), Map.of(), Duration.ZERO));

    assertEquals(0, claimed().orElseThrow().attempts());
  }

  @Test
  void whatWasSetAsideIsNeverClaimed() {
    run(tx -> tx.jobs().add(List.of(job("poison"), job("other"))));
    var poison = claimed().orElseThrow();

    run(tx -> tx.jobs().setAside(poison, "no use: \"it\" fails"));

    assertEquals("other", finishNext().orElseThrow().kind());
    clock.advance(Duration.ofDays(365));
    assertEquals(Optional.empty(), claimed());
  }

  @Test
  void aClaimedJobIsNobodyElses() {
    run(tx -> tx.jobs().add(List.of(job("one"))));
    var isClaimed = new CountDownLatch(1);
    var second = new CountDownLatch(1);

    var answers =
        Race.of(
            2,
            thread ->
                () -> {
                  if (thread == 0) {
                    return write(tx -> {
                      var job = tx.jobs().claim();
                      isClaimed.countDown();
                      await(second, Duration.ofMillis(200));
                      tx.jobs().finish(job.orElseThrow());
                      return job;
                    });
                  }
                  await(isClaimed, MINUTE);
                  var job = claimed();
                  second.countDown();
                  return job;
                });

    assertEquals("one", answers.getFirst().orElseThrow().kind());
    assertEquals(Optional.empty(), answers.getLast());
  }

  @Test
  void racingWorkersDoEachJobOnce() {
    var queued = IntStream.range(0, 200).mapToObj(number -> job("job" + number)).toList();
    run(tx -> tx.jobs().add(queued));

    var done = Race.of(4, thread -> this::finishAll).stream().flatMap(List::stream).toList();

    assertEquals(200, done.size());
    assertEquals(new HashSet<>(queued.stream().map(NewJob::id).toList()), new HashSet<>(done));
  }

  @Test
  void aScheduleHasOneJobHoweverOftenItIsMade() {
    var schedules =
        List.of(new Schedule("clean", Duration.ofDays(1)), new Schedule("count", MINUTE));

    Race.of(
        4,
        thread ->
            () -> {
              run(tx -> tx.jobs().schedule(schedules));
              return true;
            });
    run(tx -> tx.jobs().schedule(schedules));

    var kinds = List.of(finishNext().orElseThrow().kind(), finishNext().orElseThrow().kind());
    assertEquals(new HashSet<>(List.of("clean", "count")), new HashSet<>(kinds));
    assertEquals(Optional.empty(), finishNext());
  }

  @Test
  void aRecurringJobComesAgain() {
    var schedule = new Schedule("clean", Duration.ofDays(1));
    run(tx -> tx.jobs().schedule(List.of(schedule)));
    var first = claimed().orElseThrow();
    run(tx -> {
      var job = tx.jobs().claim().orElseThrow();
      tx.jobs().again(job, job.payload(), schedule.interval());
    });

    run(tx -> tx.jobs().schedule(List.of(schedule)));
    assertEquals(Optional.empty(), claimed());

    clock.advance(Duration.ofDays(5));
    assertEquals(first.id(), claimed().orElseThrow().id());
    run(tx -> {
      var job = tx.jobs().claim().orElseThrow();
      tx.jobs().again(job, job.payload(), schedule.interval());
    });
    assertEquals(Optional.empty(), claimed());
  }

  @Test
  void recurringAndSingleJobsOfAKindDoNotDisturbEachOther() {
    run(tx -> tx.jobs().add(List.of(job("clean"), job("clean"))));
    run(tx -> tx.jobs().schedule(List.of(new Schedule("clean", MINUTE))));

    var jobs = IntStream.range(0, 3).mapToObj(each -> finishNext().orElseThrow().id()).toList();

    assertEquals(3, new HashSet<>(jobs).size());
  }

  private NewJob job(String kind) {
    return new NewJob(new JobId(ids.next()), kind, Map.of(), null);
  }

  /** What a worker would get; it is given back at once. */
  private Optional<Job> claimed() {
    return write(tx -> tx.jobs().claim());
  }

  private Optional<Job> finishNext() {
    return write(tx -> {
      var job = tx.jobs().claim();
      job.ifPresent(tx.jobs()::finish);
      return job;
    });
  }

  private List<JobId> finishAll() {
    var done = new ArrayList<JobId>();
    var job = finishNext();
    while (job.isPresent()) {
      done.add(job.get().id());
      job = finishNext();
    }
    return done;
  }

  private void retry(Duration delay) {
    var job = claimed().orElseThrow();
    run(tx -> tx.jobs().retry(job, delay, "did not work"));
  }

  /** Waits for the other thread, but not for ever: some stores let one writer in at a time. */
  private static void await(CountDownLatch latch, Duration patience) {
    try {
      latch.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
