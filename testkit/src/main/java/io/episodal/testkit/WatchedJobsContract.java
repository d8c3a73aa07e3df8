package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.job.JobId;
import io.episodal.domain.job.NewJob;
import io.episodal.domain.job.RecurringJob;
import io.episodal.domain.job.RecurringJob.Run;
import io.episodal.domain.job.Schedule;
import io.episodal.domain.job.SetAsideJob;
import io.episodal.domain.operation.OperationId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How recurring work went is kept, it can be brought forward, and what was set aside is seen. */
public abstract class WatchedJobsContract extends PersistenceContract {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
  private static final Schedule CLEAN = new Schedule("clean", Duration.ofDays(1));
  private static final Schedule COUNT = new Schedule("count", Duration.ofMinutes(1));

  @BeforeEach
  void queueRecurringWork() {
    run(tx -> tx.jobs().schedule(List.of(CLEAN)));
  }

  @Test
  void workThatNeverRanIsDueAtOnce() {
    var now = clock.instant();
    run(tx -> tx.jobs().schedule(List.of(COUNT)));

    assertEquals(
        List.of(new RecurringJob(CLEAN, null, now), new RecurringJob(COUNT, null, now)),
        recurring(COUNT, CLEAN));
  }

  @Test
  void onlyQueuedWorkIsListed() {
    assertEquals(List.of(), recurring());
    assertEquals(1, recurring(CLEAN, new Schedule("unknown", SECOND)).size());
  }

  @Test
  void aRunIsKeptWithItsBeginAndEnd() {
    var at = clock.instant();
    rest();

    assertEquals(
        new RecurringJob(CLEAN, new Run(at, at, null), at.plus(CLEAN.interval())),
        recurring(CLEAN).getFirst());
  }

  @Test
  void aRunOfManyStepsBeginsWithTheFirst() {
    var began = clock.instant();
    run(tx -> tx.jobs().again(tx.jobs().claim().orElseThrow(), Map.of("a", "b"), SECOND));
    assertEquals(List.of(), recurring(CLEAN).getFirst().lastEnded().stream().toList());
    clock.advance(SECOND);
    rest();

    var run = recurring(CLEAN).getFirst().lastEnded().orElseThrow();

    assertEquals(new Run(began, clock.instant(), null), run);
    assertEquals(SECOND, run.took());
    clock.advance(CLEAN.interval());
    rest();
    assertEquals(Duration.ZERO, recurring(CLEAN).getFirst().lastEnded().orElseThrow().took());
  }

  @Test
  void aFailureIsKeptUntilARunSucceeds() {
    var at = clock.instant();
    var job = write(tx -> tx.jobs().claim()).orElseThrow();
    run(tx -> tx.jobs().retry(job, SECOND, "no \"room\""));

    var failed = recurring(CLEAN).getFirst();
    assertEquals(new Run(at, at, "no \"room\""), failed.lastRun());
    assertEquals(at.plus(SECOND), failed.nextRunAt());

    clock.advance(SECOND);
    rest();
    assertTrue(recurring(CLEAN).getFirst().lastEnded().orElseThrow().succeeded());
  }

  @Test
  void restingWorkCanBeBroughtForward() {
    rest();
    clock.advance(TWO_SECONDS);

    run(tx -> tx.jobs().hasten(CLEAN, TWO_SECONDS));

    assertEquals(clock.instant(), recurring(CLEAN).getFirst().nextRunAt());
    rest();
    assertTrue(write(tx -> tx.jobs().claim()).isEmpty());
  }

  @Test
  void aRunThatHasJustBegunIsTheOneThatWasAskedFor() {
    rest();
    clock.advance(TWO_SECONDS.minusNanos(1_000));

    run(tx -> tx.jobs().hasten(CLEAN, TWO_SECONDS));

    assertTrue(write(tx -> tx.jobs().claim()).isEmpty());
  }

  @Test
  void whatIsDueKeepsItsPlaceInTheQueue() {
    var due = recurring(CLEAN).getFirst();
    clock.advance(SECOND);

    run(tx -> tx.jobs().hasten(CLEAN, TWO_SECONDS));

    assertEquals(due, recurring(CLEAN).getFirst());
  }

  @Test
  void unknownWorkCannotBeBroughtForward() {
    run(tx -> tx.jobs().hasten(new Schedule("unknown", SECOND), TWO_SECONDS));

    assertEquals(List.of(), recurring(new Schedule("unknown", SECOND)));
  }

  /** Asking must neither wait for the run under way nor fail because of it. */
  @Test
  void askingManyTimesAtOnceRunsItOnce() {
    rest();
    clock.advance(TWO_SECONDS);

    var runs =
        Race.of(
            8,
            thread ->
                () -> {
                  run(tx -> tx.jobs().hasten(CLEAN, TWO_SECONDS));
                  return write(tx -> {
                    var job = tx.jobs().claim();
                    job.ifPresent(claimed -> tx.jobs().rest(claimed, CLEAN.interval()));
                    return job.isPresent() ? 1 : 0;
                  });
                });

    assertEquals(1, runs.stream().mapToInt(Integer::intValue).sum());
  }

  @Test
  void whatWasSetAsideIsSeenTheLatestFirst() {
    rest();
    var operation = new OperationId(ids.next());
    run(tx -> tx.operations().begin(operation, "create_episode", new UUID(0, 1), clock.instant()));
    var queuedAt = clock.instant();
    var jobs =
        IntStream.range(0, 3)
            .mapToObj(
                i -> new NewJob(new JobId(ids.next()), "tell", Map.of("n", "" + i), operation))
            .toList();
    run(tx -> tx.jobs().add(jobs));
    jobs.forEach(job -> {
      clock.advance(SECOND);
      run(tx -> tx.jobs().setAside(tx.jobs().claim().orElseThrow(), "no use"));
    });

    assertEquals(3L, this.<Long>read(tx -> tx.jobs().countSetAside()).longValue());
    assertEquals(
        List.of(
            new SetAsideJob(
                jobs.getLast().id(), "tell", operation, 1, queuedAt, clock.instant(), "no use")),
        read(tx -> tx.jobs().setAside(1)));
    assertEquals(
        jobs.reversed().stream().map(NewJob::id).toList(),
        read(tx -> tx.jobs().setAside(10)).stream().map(SetAsideJob::id).toList());
  }

  @Test
  void whatWasSetAsideCanBeTriedAgain() {
    rest();
    var queued = new NewJob(new JobId(ids.next()), "tell", Map.of("at", "7"), null);
    run(tx -> tx.jobs().add(List.of(queued)));
    run(tx -> tx.jobs().setAside(tx.jobs().claim().orElseThrow(), "no use"));
    clock.advance(Duration.ofHours(1));

    assertTrue(tryAgain(queued.id()));

    assertEquals(List.of(), read(tx -> tx.jobs().setAside(10)));
    var job = write(tx -> tx.jobs().claim()).orElseThrow();
    assertEquals(queued.id(), job.id());
    assertEquals(queued.payload(), job.payload());
    assertEquals(0, job.attempts());
  }

  @Test
  void onlyWhatIsSetAsideIsTriedAgain() {
    var waiting = write(tx -> tx.jobs().claim()).orElseThrow();

    assertFalse(tryAgain(waiting.id()));
    assertFalse(tryAgain(new JobId(ids.next())));

    assertEquals(waiting, write(tx -> tx.jobs().claim()).orElseThrow());
  }

  @Test
  void ofRacingRetriesOneCounts() {
    rest();
    var queued = new NewJob(new JobId(ids.next()), "tell", Map.of(), null);
    run(tx -> tx.jobs().add(List.of(queued)));
    run(tx -> tx.jobs().setAside(tx.jobs().claim().orElseThrow(), "no use"));

    var tried = Race.of(8, thread -> () -> tryAgain(queued.id()));

    assertEquals(1, tried.stream().filter(each -> each).count());
  }

  private boolean tryAgain(JobId job) {
    return write(tx -> tx.jobs().tryAgain(job));
  }

  private List<RecurringJob> recurring(Schedule... schedules) {
    return read(tx -> tx.jobs().recurring(List.of(schedules)));
  }

  /** Ends a run of the one job that is due. */
  private void rest() {
    run(tx -> tx.jobs().rest(tx.jobs().claim().orElseThrow(), CLEAN.interval()));
  }
}
