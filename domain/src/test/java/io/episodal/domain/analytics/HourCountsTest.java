package io.episodal.domain.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HourCountsTest {
  private static final ReleaseId RELEASE = new ReleaseId(new UUID(0, 1));
  private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
  private static final Instant NINE = TEN.minus(Duration.ofHours(1));

  @Test
  void whatCountsOnceCountsInTheHourOfTheFirst() {
    var first = view(1, null, NINE.plusSeconds(60), 60, 95, null);
    var second = view(1, null, TEN, 60, 100, null);

    var hours = HourCounts.of(List.of(second, first));

    assertEquals(
        Map.of(
            NINE, new HourCounts(1, 95_000, 1, 1, 60), TEN, new HourCounts(1, 100_000, 1, 0, 60)),
        hours);
  }

  @Test
  void whatIsDoubtedCountsInTheTotalAndTheMeanOnly() {
    var doubted = view(1, null, TEN, 60, 100, ViewFlag.NETWORK);

    assertEquals(Map.of(TEN, new HourCounts(1, 100_000, 0, 0, 0)), HourCounts.of(List.of(doubted)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anyOrderGivesTheSameAndMoreViewsNeverLess(long seed) {
    var random = new Random(seed);
    var views = new ArrayList<ViewEvent>();
    var before = HourCounts.NONE;
    for (int i = 0; i < 60; i++) {
      views.add(random(random));
      var now = total(HourCounts.of(views));
      assertEquals(before.totalViews() + 1, now.totalViews());
      assertTrue(now.engagedViews() >= before.engagedViews(), "seed " + seed);
      assertTrue(now.completions() >= before.completions(), "seed " + seed);
      assertTrue(now.completions() <= now.totalViews(), "seed " + seed);
      before = now;
    }
    var shuffled = new ArrayList<>(views);
    Collections.shuffle(shuffled, random);

    assertEquals(HourCounts.of(views), HourCounts.of(shuffled), "seed " + seed);
  }

  private static HourCounts total(Map<Instant, HourCounts> hours) {
    return hours.values().stream().reduce(HourCounts.NONE, HourCounts::plus);
  }

  private static ViewEvent random(Random random) {
    var flags = ViewFlag.values();
    return view(
        random.nextInt(4),
        random.nextBoolean() ? null : new EpisodeId(new UUID(1, random.nextInt(2))),
        TEN.plusSeconds(random.nextInt(200_000)),
        random.nextInt(60),
        random.nextInt(101),
        random.nextInt(5) == 0 ? flags[random.nextInt(flags.length)] : null);
  }

  private static ViewEvent view(
      int viewer,
      @Nullable EpisodeId episode,
      Instant at,
      int seconds,
      double completion,
      @Nullable ViewFlag flag) {
    return new ViewEvent(
        new ViewId(new UUID(3, viewer)),
        RELEASE,
        episode,
        new Viewer(new UUID(2, viewer), true),
        at,
        seconds,
        completion,
        ViewEvent.isEngaged(seconds, null),
        flag);
  }
}
