package io.episodal.adapter.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.SettableClock;
import io.episodal.testkit.SignalsContract;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PostgresSignalsTest extends SignalsContract {
  private static final long PATIENCE = Duration.ofSeconds(20).toNanos();

  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }

  @Test
  void otherNodesHearTheSame() throws Exception {
    var heard = new LinkedBlockingQueue<Set<Integer>>();
    try (var other = PostgresPersistence.over(FreshStore.dataSource())) {
      other.signals().listen(heard::add);
      assertEquals(EVERYWHERE, heard.poll(PATIENCE, TimeUnit.NANOSECONDS));

      deliver(9);

      assertEquals(Set.of(9), heard.poll(PATIENCE, TimeUnit.NANOSECONDS));
    }
  }

  @Test
  void whatWasMissedWhileCutOffIsMadeGood() throws Exception {
    Listeners.cutOff();
    deliver(9);

    assertEquals(EVERYWHERE, next());
    deliver(9);
    assertEquals(Set.of(9), next());
  }

  @Test
  void whatOthersSendMayMeanAnything() throws Exception {
    Listeners.send("episodal_inbox", "hello");
    assertEquals(EVERYWHERE, next());

    Listeners.send("episodal_inbox", "62 99");
    assertEquals(Set.of(62, 63), next());
  }
}
