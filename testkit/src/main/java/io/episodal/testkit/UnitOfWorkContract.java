package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.catalog.Genre;
import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** All of a unit of work happens or none of it; and the store's other promises as a whole. */
public abstract class UnitOfWorkContract extends PersistenceContract {

  @Test
  void answersWhatTheWorkAnswers() {
    assertEquals("written", write(tx -> "written"));
    assertEquals("read", read(tx -> "read"));
  }

  @Test
  void whatIsWrittenIsThereAfterwards() {
    var genre = samples.genre("Drama");

    run(tx -> tx.genres().add(List.of(genre)));

    assertTrue(exists(genre));
  }

  @Test
  void workSeesWhatItWroteItself() {
    var genre = samples.genre("Drama");

    assertEquals(
        genre,
        write(tx -> {
          tx.genres().add(List.of(genre));
          return tx.genres().find(genre.id()).orElseThrow();
        }));
  }

  @Test
  void failedWorkLeavesNothingBehind() {
    var present = samples.genre("Present");
    var added = samples.genre("Added");
    run(tx -> tx.genres().add(List.of(present)));
    var failure = new ArithmeticException("power cut");

    var thrown =
        assertThrows(
            ArithmeticException.class,
            () ->
                run(tx -> {
                  tx.genres().add(List.of(added));
                  tx.genres().remove(List.of(present.id()));
                  throw failure;
                }));

    assertSame(failure, thrown);
    assertFalse(exists(added));
    assertTrue(exists(present));
  }

  @Test
  void aConflictLeavesNothingBehind() {
    run(tx -> tx.genres().add(List.of(samples.genre("Drama"))));
    var other = samples.genre("Other");

    var thrown =
        assertThrows(
            DomainException.class,
            () ->
                run(tx -> {
                  tx.genres().add(List.of(other));
                  tx.genres().add(List.of(samples.genre("Drama")));
                }));

    assertEquals(new DomainError.Conflict("a genre named Drama exists already"), thrown.error());
    assertFalse(exists(other));
  }

  @Test
  void anErrorUndoesTheWorkToo() {
    var genre = samples.genre("Drama");

    assertThrows(
        AssertionError.class,
        () ->
            run(tx -> {
              tx.genres().add(List.of(genre));
              throw new AssertionError("broken");
            }));

    assertFalse(exists(genre));
  }

  @Test
  void nestingIsRefused() {
    var outer = samples.genre("Outer");
    var inner = samples.genre("Inner");

    assertThrows(
        IllegalStateException.class,
        () ->
            run(tx -> {
              tx.genres().add(List.of(outer));
              run(nested -> nested.genres().add(List.of(inner)));
            }));

    assertFalse(exists(outer));
    assertFalse(exists(inner));
    assertDoesNotThrow(() -> run(tx -> tx.genres().add(List.of(outer))));
  }

  @Test
  void nobodySeesWorkBeforeItIsCommitted() throws Exception {
    var genre = samples.genre("Drama");
    try (var executor = Executors.newSingleThreadExecutor()) {
      run(tx -> {
        tx.genres().add(List.of(genre));
        var seen = executor.submit(() -> exists(genre));
        assertFalse(assertDoesNotThrow(() -> seen.get(30, TimeUnit.SECONDS)));
      });
    }

    assertTrue(exists(genre));
  }

  @Test
  void actionsFollowTheCommitInOrder() {
    var genre = samples.genre("Drama");
    var done = new ArrayList<String>();

    run(tx -> {
      tx.genres().add(List.of(genre));
      tx.afterCommit(() -> done.add("first, there: " + exists(genre)));
      tx.afterCommit(() -> done.add("second"));
      done.add("work");
    });

    assertEquals(List.of("work", "first, there: true", "second"), done);
  }

  @Test
  void failedWorkHasNoActions() {
    var done = new AtomicInteger();

    assertThrows(
        ArithmeticException.class,
        () ->
            run(tx -> {
              tx.afterCommit(done::incrementAndGet);
              throw new ArithmeticException("power cut");
            }));

    assertEquals(0, done.get());
  }

  @Test
  void racingWritersAllGetTheirTurn() {
    Race.of(
        4,
        thread ->
            () -> {
              for (int i = 0; i < 10; i++) {
                var genre = samples.genre("Genre " + thread + "." + i);
                run(tx -> tx.genres().add(List.of(genre)));
              }
              return true;
            });

    var names = inPages(100, request -> read(tx -> tx.genres().page(request)));
    assertEquals(40, names.size());
  }

  @Test
  void ofRacingWritersOfOneNameOneSucceeds() {
    var conflicts =
        Race.of(4, thread -> () -> isConflict(samples.genre("Drama"))).stream()
            .filter(conflict -> conflict)
            .count();

    assertEquals(3, conflicts);
  }

  @Test
  void theStoreIsHealthyAndMigratedMoreThanOnce() {
    assertTrue(store().healthy());

    store().migrate();

    assertTrue(store().healthy());
  }

  private boolean exists(Genre genre) {
    return read(tx -> tx.genres().find(genre.id())).isPresent();
  }

  private boolean isConflict(Genre genre) {
    try {
      run(tx -> tx.genres().add(List.of(genre)));
      return false;
    } catch (DomainException e) {
      return e.error() instanceof DomainError.Conflict;
    }
  }
}
