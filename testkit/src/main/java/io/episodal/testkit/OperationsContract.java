package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.job.Job;
import io.episodal.domain.job.JobId;
import io.episodal.domain.job.NewJob;
import io.episodal.domain.operation.Operation;
import io.episodal.domain.operation.Operation.Progress;
import io.episodal.domain.operation.Operation.Status;
import io.episodal.domain.operation.OperationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An operation knows by itself how far the work is that was queued for it. */
public abstract class OperationsContract extends PersistenceContract {

  @Test
  void anUnknownOperationIsNotFound() {
    assertEquals(Optional.empty(), read(tx -> tx.operations().find(new OperationId(ids.next()))));
  }

  @Test
  void withoutWorkItHasSucceededAtOnce() {
    var id = new OperationId(ids.next());
    var resource = ids.next();
    var now = clock.instant();

    run(tx -> tx.operations().begin(id, "update_release", resource, now));

    assertEquals(
        new Operation(
            id, "update_release", resource, Status.SUCCEEDED, Progress.NONE, now, now, null),
        find(id));
  }

  @Test
  void isPendingWhileItsWorkWaits() {
    var id = begin(2);

    assertEquals(Status.PENDING, find(id).status());
    assertEquals(Optional.empty(), find(id).finished());
  }

  @Test
  void isRunningOnceAStepHasEnded() {
    var id = begin(1);

    run(tx -> tx.jobs().again(next(tx.jobs().claim()), Map.of(), Duration.ZERO));

    assertEquals(Status.RUNNING, find(id).status());
    assertEquals(Optional.empty(), find(id).finished());
  }

  @Test
  void isOverWhenItsLastJobIs() {
    var id = begin(2);

    finishNext();
    assertEquals(Status.RUNNING, find(id).status());
    assertEquals(Optional.empty(), find(id).finished());

    clock.advance(Duration.ofMinutes(3));
    finishNext();
    assertEquals(Status.SUCCEEDED, find(id).status());
    assertEquals(Optional.of(clock.instant()), find(id).finished());
  }

  @Test
  void jobsOfSeveralOperationsAndOfNoneCanBeQueuedTogether() {
    var over = begin(1);
    finishNext();
    var waiting = begin(1);
    var none = new NewJob(new JobId(ids.next()), "other", Map.of(), null);

    run(tx -> tx.jobs().add(List.of(job(over), none, job(waiting), job(over))));
    assertEquals(
        List.of(Status.RUNNING, Status.PENDING),
        Stream.of(over, waiting).map(id -> find(id).status()).toList());

    for (int job = 0; job < 5; job++) {
      finishNext();
    }
    assertEquals(
        List.of(Status.SUCCEEDED, Status.SUCCEEDED),
        Stream.of(over, waiting).map(id -> find(id).status()).toList());
    assertEquals(Optional.empty(), write(tx -> tx.jobs().claim()));
  }

  @Test
  void goesOnWhileOneJobQueuesAnother() {
    var id = begin(1);

    run(tx -> {
      var job = next(tx.jobs().claim());
      tx.jobs().add(List.of(job(id), job(id)));
      tx.jobs().finish(job);
    });
    assertEquals(Status.RUNNING, find(id).status());

    finishNext();
    finishNext();
    assertEquals(Status.SUCCEEDED, find(id).status());
  }

  @Test
  void theOrderOfFinishingAndQueueingDoesNotMatter() {
    var id = begin(1);

    run(tx -> {
      var job = next(tx.jobs().claim());
      tx.jobs().finish(job);
      tx.jobs().add(List.of(job(id)));
    });

    assertEquals(Status.RUNNING, find(id).status());
    assertEquals(Optional.empty(), find(id).finished());
    finishNext();
    assertEquals(Status.SUCCEEDED, find(id).status());
  }

  @Test
  void aFailureThatWillBeTriedAgainChangesNothing() {
    var id = begin(1);
    var job = write(tx -> next(tx.jobs().claim()));

    run(tx -> tx.jobs().retry(job, Duration.ZERO, "did not work"));

    assertEquals(Status.PENDING, find(id).status());
    finishNext();
    assertEquals(Status.SUCCEEDED, find(id).status());
    assertEquals(Optional.empty(), Optional.ofNullable(find(id).error()));
  }

  @Test
  void aJobThatIsSetAsideFailsIt() {
    var id = begin(1);
    var job = write(tx -> next(tx.jobs().claim()));
    clock.advance(Duration.ofHours(1));

    run(tx -> tx.jobs().setAside(job, "no use"));

    assertEquals(Status.FAILED, find(id).status());
    assertEquals("no use", find(id).error());
    assertEquals(Optional.of(clock.instant()), find(id).finished());
  }

  @Test
  void itHasFailedAlthoughTheRestWasDone() {
    var id = begin(2);
    var job = write(tx -> next(tx.jobs().claim()));
    run(tx -> tx.jobs().setAside(job, "no use"));

    finishNext();

    assertEquals(Status.FAILED, find(id).status());
    assertEquals("no use", find(id).error());
    assertEquals(Optional.of(clock.instant()), find(id).finished());
  }

  @Test
  void itGoesOnWhenWhatWasSetAsideIsTriedAgain() {
    var id = begin(2);
    var job = setAsideNext("no use");
    setAsideNext("no use either");

    assertTrue(tryAgain(job));

    assertEquals(Status.RUNNING, find(id).status());
    assertEquals(Optional.empty(), find(id).finished());
    finishNext();
    assertEquals(Status.FAILED, find(id).status());
    assertEquals("no use either", find(id).error());
  }

  @Test
  void itSucceedsOnceEveryJobDoes() {
    var id = begin(2);
    var job = setAsideNext("no use");
    finishNext();
    assertEquals(Status.FAILED, find(id).status());

    assertTrue(tryAgain(job));
    finishNext();

    assertEquals(Status.SUCCEEDED, find(id).status());
    assertEquals(Optional.empty(), Optional.ofNullable(find(id).error()));
  }

  @Test
  void onlyWhatFinishedLongAgoIsRemoved() {
    var old = begin(1);
    finishNext();
    clock.advance(Duration.ofDays(1));
    var recent = begin(1);
    finishNext();
    var open = begin(1);

    assertEquals(0, removeFinished(clock.instant().minus(Duration.ofDays(1)), 10));
    assertEquals(1, removeFinished(clock.instant(), 10));

    assertEquals(Optional.empty(), read(tx -> tx.operations().find(old)));
    assertEquals(Status.SUCCEEDED, find(recent).status());
    assertEquals(Status.PENDING, find(open).status());
  }

  @Test
  void theLongestFinishedAreRemovedFirst() {
    var all = new ArrayList<OperationId>();
    for (int i = 0; i < 5; i++) {
      all.add(begin(1));
      finishNext();
      clock.advance(Duration.ofSeconds(1));
    }

    assertEquals(3, removeFinished(clock.instant(), 3));

    assertEquals(
        all.subList(3, 5),
        all.stream().filter(id -> read(tx -> tx.operations().find(id)).isPresent()).toList());
    assertEquals(2, removeFinished(clock.instant(), 3));
  }

  @Test
  void anOperationStaysWhileAJobOfItIsSetAside() {
    var id = begin(1);
    var job = setAsideNext("no use");
    clock.advance(Duration.ofDays(365));

    assertEquals(0, removeFinished(clock.instant(), 10));

    tryAgain(job);
    finishNext();
    clock.advance(Duration.ofDays(1));
    assertEquals(1, removeFinished(clock.instant(), 10));
    assertEquals(Optional.empty(), read(tx -> tx.operations().find(id)));
  }

  @Test
  void workThatIsRolledBackIsNotCounted() {
    var id = begin(1);

    assertThrows(
        ArithmeticException.class,
        () ->
            run(tx -> {
              tx.operations().advance(id, new Progress(1, 1, 1, 0, 0));
              tx.jobs().finish(next(tx.jobs().claim()));
              throw new ArithmeticException("power cut");
            }));

    assertEquals(Status.PENDING, find(id).status());
    assertEquals(Progress.NONE, find(id).progress());
  }

  @Test
  void oneOperationDoesNotDisturbAnother() {
    var first = begin(1);
    clock.advance(Duration.ofSeconds(1));
    var second = begin(1);

    finishNext();

    assertEquals(
        List.of(Status.SUCCEEDED, Status.PENDING),
        Stream.of(first, second).map(id -> find(id).status()).toList());
  }

  @Test
  void progressAddsUp() {
    var id = begin(1);

    run(tx -> tx.operations().advance(id, new Progress(100, 0, 0, 0, 0)));
    run(tx -> tx.operations().advance(id, new Progress(0, 40, 30, 7, 0)));
    run(tx -> tx.operations().advance(id, new Progress(0, 60, 50, 10, 3)));

    assertEquals(new Progress(100, 100, 80, 17, 3), find(id).progress());
  }

  @Test
  void racingProgressAddsUp() {
    var id = begin(1);

    Race.of(
        4,
        thread ->
            () -> {
              for (int i = 0; i < 25; i++) {
                run(tx -> tx.operations().advance(id, new Progress(0, 1, 1, 0, 0)));
              }
              return true;
            });

    assertEquals(new Progress(0, 100, 100, 0, 0), find(id).progress());
  }

  @Test
  void racingJobsOfOneOperationEndItOnce() {
    var id = begin(40);

    Race.of(
        4,
        thread ->
            () -> {
              for (int i = 0; i < 10; i++) {
                finishNext();
              }
              return true;
            });

    assertEquals(Status.SUCCEEDED, find(id).status());
    assertEquals(Optional.empty(), write(tx -> tx.jobs().claim()));
  }

  private OperationId begin(int jobs) {
    var id = new OperationId(ids.next());
    run(tx -> {
      tx.operations().begin(id, "create_episode", ids.next(), clock.instant());
      tx.jobs().add(Stream.generate(() -> job(id)).limit(jobs).toList());
    });
    return id;
  }

  private NewJob job(OperationId operation) {
    return new NewJob(new JobId(ids.next()), "tell", Map.of(), operation);
  }

  private JobId setAsideNext(String error) {
    var job = write(tx -> next(tx.jobs().claim()));
    run(tx -> tx.jobs().setAside(job, error));
    clock.advance(Duration.ofSeconds(1));
    return job.id();
  }

  private boolean tryAgain(JobId job) {
    return write(tx -> tx.jobs().tryAgain(job));
  }

  private long removeFinished(Instant before, int most) {
    return write(tx -> tx.operations().removeFinished(before, most));
  }

  private void finishNext() {
    run(tx -> tx.jobs().finish(next(tx.jobs().claim())));
  }

  private static Job next(Optional<Job> claimed) {
    return claimed.orElseThrow();
  }

  private Operation find(OperationId id) {
    return read(tx -> tx.operations().find(id)).orElseThrow();
  }
}
