package io.episodal.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.episodal.domain.shared.port.out.IdGenerator;
import io.episodal.testkit.IdGeneratorContract;
import io.episodal.testkit.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class DefaultIdsTest extends IdGeneratorContract {

  @Override
  protected IdGenerator ids(Clock clock) {
    return Defaults.ids(clock);
  }

  @Test
  void sortByTheMicrosecond() {
    var clock = new SettableClock();
    var ids = Defaults.ids(clock);
    var made = new ArrayList<String>();
    for (var microsecond = 0; microsecond < 3_000; microsecond++) {
      made.add(ids.next().toString());
      clock.advance(Duration.ofNanos(1_000));
    }

    assertEquals(made, made.stream().sorted().toList());
  }

  @Test
  void beginWithTheMillisecond() {
    var clock = new SettableClock();

    var id = Defaults.ids(clock).next();

    assertEquals(clock.millis(), id.getMostSignificantBits() >>> 16);
  }
}
