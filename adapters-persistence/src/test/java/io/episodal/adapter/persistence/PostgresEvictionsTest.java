package io.episodal.adapter.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import io.episodal.domain.cache.port.out.Evictions.Eviction;
import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.EvictionsContract;
import io.episodal.testkit.SettableClock;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PostgresEvictionsTest extends EvictionsContract {
  private static final long PATIENCE = Duration.ofSeconds(20).toNanos();

  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }

  @Test
  void otherNodesHearTheSame() throws Exception {
    var heard = new LinkedBlockingQueue<Eviction>();
    try (var other = PostgresPersistence.over(FreshStore.dataSource())) {
      other.evictions().listen(heard::add);
      assertEquals(Eviction.OF_EVERYTHING, heard.poll(PATIENCE, TimeUnit.NANOSECONDS));

      var eviction = eviction(Tag.CATALOGUE);
      tell(eviction);

      assertEquals(eviction, heard.poll(PATIENCE, TimeUnit.NANOSECONDS));
    }
  }

  @Test
  void whatWasMissedWhileCutOffIsMadeGood() throws Exception {
    Listeners.cutOff();
    tell(eviction(Tag.VIEWS));

    assertEquals(Eviction.OF_EVERYTHING, next());
    var eviction = eviction(Tag.VIEWS);
    tell(eviction);
    while (!next().equals(eviction)) {
      // The one before, if it came after the connection was there again.
    }
  }

  @Test
  void whatOthersSendMayMeanAnything() throws Exception {
    Listeners.send("episodal_evictions", "hello");
    assertEquals(Eviction.OF_EVERYTHING, next());

    Listeners.send("episodal_evictions", ids.next() + " VIEWS WEATHER");
    assertEquals(Eviction.OF_EVERYTHING, next());
  }
}
