package io.episodal.adapter.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.application.Episodal;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.EpisodeStatus;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.Named;
import io.episodal.domain.catalog.NamedUpdate;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.ReleaseQuery;
import io.episodal.domain.catalog.port.in.EditInBatch.Action;
import io.episodal.domain.catalog.port.in.EditInBatch.Edit;
import io.episodal.domain.catalog.port.in.EditInBatch.Edit.OfEpisode;
import io.episodal.domain.catalog.port.in.EditInBatch.Edit.OfFranchise;
import io.episodal.domain.catalog.port.in.EditInBatch.Edit.OfGenre;
import io.episodal.domain.catalog.port.in.EditInBatch.Edit.OfRelease;
import io.episodal.domain.catalog.port.in.ManageEpisodes;
import io.episodal.domain.catalog.port.in.ManageReleases;
import io.episodal.domain.shared.Change;
import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches on PostgreSQL: few statements, all or nothing, also in a race. */
final class PostgresBatchTest {
  private static final int LARGEST = 1_000;
  private static final long PATIENCE_SECONDS = 60;

  private final TestDatabase database = TestDatabase.empty();
  private final CountedStatements statements = new CountedStatements(database.dataSource());
  private final Episodal episodal =
      Episodal.builder()
          .persistence(PostgresPersistence.over(statements.dataSource()))
          .backgroundThreads(0)
          .build();

  @AfterEach
  void close() {
    episodal.close();
    database.close();
  }

  @Test
  void aThousandEditsTakeAsManyStatementsAsTen() {
    var few = statementsOf(10);
    var many = statementsOf(LARGEST);

    assertEquals(few, many);
    assertTrue(few.size() < 60, () -> few.size() + " statements");
  }

  @Test
  void ofTwoEqualBatchesThatRaceOneSucceeds() throws Exception {
    for (int round = 0; round < 5; round++) {
      var names = "Round " + round + " genre ";
      Callable<Boolean> batch =
          () -> {
            var edits = IntStream.range(0, 40).mapToObj(n -> genre(names + (n * 7) % 40)).toList();
            return isDone(edits);
          };

      assertEquals(Set.of(true, false), Set.copyOf(race(batch)));

      assertEquals(
          40L * (round + 1), episodal.catalog().browse().genres(PageRequest.first(1)).total());
    }
  }

  @Test
  void aConflictAtTheEndUndoesEverything() {
    var taken = genre("Taken");
    assertTrue(isDone(List.of(taken)));
    var edits = new ArrayList<Edit>();
    edits.add(release("Frieren"));
    edits.add(genre("Taken"));

    assertEquals(false, isDone(edits));

    var all = episodal.catalog().browse().releases(ReleaseQuery.all(), PageRequest.first(1));
    assertEquals(0, all.total());
  }

  /** What a batch of this many edits, of every sort, executes. */
  private List<String> statementsOf(int size) {
    var mixed = new MixedBatch(size / 10);
    episodal.catalog().batch().edit(mixed.preparation());
    episodal.jobs().runDue();
    var edits = mixed.edits();
    assertEquals(size, edits.size());
    statements.take();
    episodal.catalog().batch().edit(edits);
    return statements.take();
  }

  private boolean isDone(List<Edit> edits) {
    try {
      episodal.catalog().batch().edit(edits);
      return true;
    } catch (DomainException e) {
      assertTrue(e.error() instanceof DomainError.Conflict, () -> e.error().toString());
      return false;
    }
  }

  private static <T> List<T> race(Callable<T> runner) throws Exception {
    var start = new CyclicBarrier(2);
    try (var executor = Executors.newFixedThreadPool(2)) {
      var running =
          IntStream.range(0, 2)
              .mapToObj(number ->
                  executor.submit(() -> {
                    start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    return runner.call();
                  }))
              .toList();
      var answers = new ArrayList<T>();
      for (var future : running) {
        answers.add(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
      return answers;
    }
  }

  private Edit genre(String name) {
    return new OfGenre(new GenreId(newId()), new Action.Create<>(new Named(name, null)));
  }

  private Edit release(String title) {
    return new OfRelease(new ReleaseId(newId()), new Action.Create<>(ReleaseDetails.titled(title)));
  }

  private UUID newId() {
    return episodal.catalog().batch().newId();
  }

  /** A batch of which each of {@code parts} parts has ten edits: all kinds and actions. */
  private final class MixedBatch {
    private final List<Edit> preparation = new ArrayList<>();
    private final List<Edit> edits = new ArrayList<>();

    MixedBatch(int parts) {
      IntStream.range(0, parts).forEach(part -> add(parts + "." + part));
    }

    /** What must be there before, at most a thousand edits. */
    List<Edit> preparation() {
      return preparation;
    }

    List<Edit> edits() {
      return edits;
    }

    private void add(String part) {
      var genre = new GenreId(newId());
      var oldGenre = new GenreId(newId());
      var franchise = new FranchiseId(newId());
      var release = new ReleaseId(newId());
      var oldRelease = new ReleaseId(newId());
      var goneRelease = new ReleaseId(newId());
      var oldEpisode = new EpisodeId(newId());
      var goneEpisode = new EpisodeId(newId());
      var goneGenre = new GenreId(newId());

      preparation.add(create(oldGenre, "Old genre " + part));
      preparation.add(create(goneGenre, "Gone genre " + part));
      var inBoth = ReleaseDetails.titled("Old " + part).in(Set.of(oldGenre), null);
      preparation.add(create(oldRelease, inBoth));
      preparation.add(create(goneRelease, ReleaseDetails.titled("Gone " + part)));
      preparation.add(create(oldEpisode, oldRelease, 1));
      preparation.add(create(goneEpisode, oldRelease, 2));

      edits.add(create(genre, "Genre " + part));
      edits.add(rename(oldGenre, "Renamed genre " + part));
      edits.add(new OfGenre(goneGenre, new Action.Delete<>()));
      edits.add(create(franchise, "Franchise " + part));
      edits.add(create(release, ReleaseDetails.titled("New " + part).in(Set.of(genre), franchise)));
      edits.add(new OfRelease(oldRelease, new Action.Update<>(moved(genre, franchise))));
      edits.add(new OfRelease(goneRelease, new Action.Delete<>()));
      edits.add(new OfEpisode(oldEpisode, new Action.Update<>(withdrawn())));
      edits.add(new OfEpisode(goneEpisode, new Action.Delete<>()));
      edits.add(create(new EpisodeId(newId()), release, 1));
    }

    private Edit create(GenreId id, String name) {
      return new OfGenre(id, new Action.Create<>(new Named(name, null)));
    }

    private Edit create(FranchiseId id, String name) {
      return new OfFranchise(id, new Action.Create<>(new Named(name, null)));
    }

    private Edit create(ReleaseId id, ReleaseDetails details) {
      return new OfRelease(id, new Action.Create<>(details));
    }

    private Edit create(EpisodeId id, ReleaseId release, int number) {
      return new OfEpisode(
          id,
          new Action.Create<>(
              new ManageEpisodes.Creation(
                  release, "Part " + number, number, null, null, null, null, null)));
    }

    private Edit rename(GenreId id, String name) {
      return new OfGenre(id, new Action.Update<>(new NamedUpdate(Change.set(name), Change.keep())));
    }

    private static ManageReleases.Update moved(GenreId genre, FranchiseId franchise) {
      return new ManageReleases.Update(
          Change.keep(),
          Change.keep(),
          Change.set(Set.of(genre)),
          Change.set(franchise),
          Change.keep(),
          Change.keep(),
          Change.keep(),
          Change.keep(),
          Change.keep(),
          Change.keep(),
          Change.keep(),
          Change.keep());
    }

    private static ManageEpisodes.Update withdrawn() {
      return new ManageEpisodes.Update(
          Change.keep(),
          Change.keep(),
          Change.keep(),
          Change.keep(),
          Change.keep(),
          Change.keep(),
          Change.set(EpisodeStatus.UPCOMING),
          Change.keep());
    }
  }
}
