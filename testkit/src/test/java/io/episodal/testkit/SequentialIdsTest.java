package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.shared.port.out.IdGenerator;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SequentialIdsTest extends IdGeneratorContract {

  @Override
  protected IdGenerator ids(Clock clock) {
    return new SequentialIds();
  }

  @Test
  void sortInTheOrderOfTheirMaking() {
    var made = first(10_000);

    assertEquals(made, made.stream().sorted(Order.BY_ID).toList());
    assertEquals(made, made.stream().sorted().toList());
    assertEquals(10_000, made.stream().distinct().count());
  }

  @Test
  void areTheSameInEveryRun() {
    assertEquals(first(100), first(100));
    assertNotEquals(new SequentialIds(1).next(), new SequentialIds(2).next());
  }

  @Test
  void spreadUsersOverAllLanes() {
    var perLane =
        first(6_400).stream()
            .collect(Collectors.groupingBy(id -> new UserId(id).lane(), Collectors.counting()));

    assertEquals(UserId.LANES, perLane.size());
    assertTrue(perLane.values().stream().allMatch(users -> users > 50 && users < 200));
  }

  private static List<UUID> first(int count) {
    var ids = new SequentialIds();
    return Stream.generate(ids::next).limit(count).toList();
  }
}
