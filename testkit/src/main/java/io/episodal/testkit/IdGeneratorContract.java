package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.episodal.domain.shared.port.out.IdGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ids are UUIDs of version 7, never the same, and sort by the time at which they were made. */
public abstract class IdGeneratorContract {
  private final SettableClock clock = new SettableClock();

  /** A new generator; if it reads a clock, then this one. */
  protected abstract IdGenerator ids(Clock clock);

  @Test
  void everyIdIsAUuidOfVersionSeven() {
    for (var id : made(ids(clock), 5_000)) {
      assertEquals(7, id.version(), id::toString);
      assertEquals(2, id.variant(), id::toString);
    }
  }

  @Test
  void noIdComesTwiceThoughTheClockStandsStill() {
    assertEquals(100_000, new HashSet<>(made(ids(clock), 100_000)).size());
  }

  @Test
  void racingThreadsNeverGetTheSameId() {
    var generator = ids(clock);

    var made =
        Race.of(4, thread -> () -> made(generator, 20_000)).stream().flatMap(List::stream).toList();

    assertEquals(80_000, new HashSet<>(made).size());
  }

  @Test
  void whatIsMadeLaterSortsBehind() {
    var generator = ids(clock);
    var made = new ArrayList<UUID>();
    for (var millisecond = 0; millisecond < 2_000; millisecond++) {
      made.add(generator.next());
      clock.advance(Duration.ofMillis(1));
    }

    assertEquals(made, made.stream().sorted(Order.BY_ID).toList());
    var spelt = made.stream().map(UUID::toString).toList();
    assertEquals(spelt, spelt.stream().sorted().toList());
  }

  private static List<UUID> made(IdGenerator generator, int count) {
    return Stream.generate(generator::next).limit(count).toList();
  }
}
