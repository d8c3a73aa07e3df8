package io.episodal.adapter.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.analytics.Ranking;
import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.Viewer;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.Race;
import io.episodal.testkit.RollUpsContract;
import io.episodal.testkit.SettableClock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PostgresRollUpsTest extends RollUpsContract {
  private static final long PATIENCE_SECONDS = 60;

  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }

  /** Its transaction begins first and ends last, so its id is below that of what is counted. */
  @Test
  void aViewThatIsCommittedLateIsNotMissed() throws Exception {
    var store = FreshStore.at(clock);
    var release = addRelease(store);
    var written = new CountDownLatch(1);
    var counted = new CountDownLatch(1);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var slow =
          executor.submit(() ->
              store
                  .unitOfWork()
                  .run(tx -> {
                    tx.viewLog().append(List.of(view(release)));
                    written.countDown();
                    await(counted);
                  }));
      await(written);
      store.unitOfWork().run(tx -> tx.viewLog().append(List.of(view(release))));
      fold(store);
      fold(store);
      counted.countDown();
      slow.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    fold(store);

    assertEquals(2, views(store, release));
  }

  @Test
  void severalNodesCountEveryViewOnce() {
    var nodes =
        List.of(FreshStore.at(clock), PostgresPersistence.over(FreshStore.dataSource(), clock));
    var release = addRelease(nodes.getFirst());

    Race.of(
        4,
        thread ->
            () -> {
              var node = nodes.get(thread % 2);
              for (int i = 0; i < 15; i++) {
                node.unitOfWork().run(tx -> tx.viewLog().append(List.of(view(release))));
                fold(node);
              }
              return true;
            });
    fold(nodes.getFirst());

    assertEquals(60, views(nodes.getLast(), release));
  }

  @Test
  void whoFindsAnotherFoldingLeavesItToThat() throws Exception {
    var store = FreshStore.at(clock);
    var release = addRelease(store);
    store.unitOfWork().run(tx -> tx.viewLog().append(List.of(view(release))));
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      store
          .unitOfWork()
          .run(tx -> {
            assertEquals(1, tx.rollUps().fold(clock.instant()));
            var other = executor.submit(() -> fold(store));
            try {
              assertEquals(0, other.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          });
    }

    assertEquals(0, fold(store));
    assertEquals(1, views(store, release));
  }

  private ReleaseId addRelease(Persistence store) {
    var release = samples.release("Release");
    store.unitOfWork().run(tx -> tx.releases().add(List.of(release)));
    return release.id();
  }

  private ViewEvent view(ReleaseId release) {
    return samples.view(release, null, Viewer.user(samples.user()), clock.instant(), 60, 50);
  }

  private long fold(Persistence store) {
    return store.unitOfWork().write(tx -> tx.rollUps().fold(clock.instant()));
  }

  private static long views(Persistence store, ReleaseId release) {
    return store
        .unitOfWork()
        .read(tx -> tx.figures().ranked(Set.of(release), Ranking.VIEWS, Window.ALL, 0, 1))
        .items()
        .getFirst()
        .counts()
        .totalViews();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
