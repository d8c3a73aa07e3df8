package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import io.episodal.domain.cache.port.out.Evictions.Eviction;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every eviction is heard once what caused it has been committed. */
@Timeout(60)
public abstract class EvictionsContract extends PersistenceContract {
  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<Eviction> heard = new LinkedBlockingQueue<>();
  private Runnable ending;

  @BeforeEach
  void listen() throws Exception {
    ending = store().evictions().listen(heard::add);
    assertEquals(Eviction.OF_EVERYTHING, next());
  }

  @AfterEach
  void endListening() {
    ending.run();
    store().close();
  }

  @Test
  void anEvictionIsHeardAsItWasTold() throws Exception {
    var views = eviction(Tag.VIEWS);
    var rest = eviction(Tag.CATALOGUE, Tag.RANKING);
    tell(views);
    assertEquals(views, next());

    tell(rest);
    assertEquals(rest, next());
    assertNothingMore();
  }

  @Test
  void whatIsNotCommittedIsNotHeard() throws Exception {
    assertThrows(
        ArithmeticException.class,
        () ->
            run(tx -> {
              tx.tell(eviction(Tag.CATALOGUE));
              throw new ArithmeticException("power cut");
            }));

    assertNothingMore();
  }

  @Test
  void whoHearsItReadsWhatCausedIt() throws Exception {
    var genre = samples.genre("Mystery");
    run(tx -> {
      tx.genres().add(List.of(genre));
      tx.tell(eviction(Tag.CATALOGUE));
      assertTrue(heard.isEmpty());
    });

    next();

    assertTrue(read(tx -> tx.genres().find(genre.id())).isPresent());
  }

  @Test
  void whoEndedHearsNothingAndOthersGoOn() throws Exception {
    var others = new LinkedBlockingQueue<Eviction>();
    var endingOthers = store().evictions().listen(others::add);
    assertEquals(Eviction.OF_EVERYTHING, others.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    endingOthers.run();

    var views = eviction(Tag.VIEWS);
    tell(views);

    assertEquals(views, next());
    assertTrue(others.isEmpty());
  }

  /** The next eviction; fails if none comes. */
  protected final Eviction next() throws InterruptedException {
    var eviction = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertNotNull(eviction, "nothing is heard");
    return eviction;
  }

  /** One of a teller of its own. */
  protected final Eviction eviction(Tag... tags) {
    return new Eviction(ids.next(), Set.of(tags));
  }

  /** Tells it in a transaction of its own. */
  protected final void tell(Eviction eviction) {
    run(tx -> tx.tell(eviction));
  }

  /** Evictions keep their order, so one that is told now comes after all that were told. */
  private void assertNothingMore() throws InterruptedException {
    var last = eviction(Tag.VIEWS);
    tell(last);
    assertEquals(last, next());
  }
}
