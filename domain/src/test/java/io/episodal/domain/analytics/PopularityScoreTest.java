package io.episodal.domain.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.analytics.PopularityScore.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PopularityScoreTest {
  private static final Input NOTHING = new Input(0, 0, 0, 0, 0, 0);

  @Test
  void nothingScoresNothing() {
    assertEquals(0, PopularityScore.among(List.of()).of(NOTHING));
    assertEquals(0, PopularityScore.among(List.of(NOTHING)).of(NOTHING));
  }

  @Test
  void theBestOfEverythingScoresAHundred() {
    var best = new Input(1_000, 2_000, 2_000 * 100, 5_000, 50, 50 * 10);

    assertEquals(100, PopularityScore.among(List.of(best, NOTHING)).of(best), 1e-9);
  }

  @Test
  void isTheWeightedMeanOfTheTermsThatExist() {
    var most = new Input(99, 100, 100 * 50, 9, 0, 0);
    var half = new Input(9, 10, 10 * 100, 9, 0, 0);
    var mean = (100 * 50 + 10 * 100) / 110.0;
    var completion = (1_000 + 30 * mean) / 40 / 100;
    var expected = 100 * (.45 * Math.log(10) / Math.log(100) + .25 + .20 * completion) / .90;

    assertEquals(expected, PopularityScore.among(List.of(most, half)).of(half), 1e-9);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void staysInItsBoundsAndRisesWithViewers(long seed) {
    var random = new SplittableRandom(seed);
    var inputs = new ArrayList<Input>();
    for (int i = 0; i < 50; i++) {
      long views = random.nextLong(0, 10_000);
      long viewers = views == 0 ? 0 : random.nextLong(1, views + 1);
      long votes = random.nextLong(0, 40);
      inputs.add(
          new Input(
              viewers,
              views,
              views * random.nextDouble(100),
              random.nextDouble(5_000),
              votes,
              votes * random.nextDouble(1, 10)));
    }
    var score = PopularityScore.among(inputs);

    for (var input : inputs) {
      var value = score.of(input);
      assertTrue(value >= 0 && value <= 100, () -> "seed " + seed + ": " + value);
      var fewer =
          new Input(
              input.uniqueViewers() / 2,
              input.views(),
              input.completionSum(),
              input.effort(),
              input.votes(),
              input.ratingSum());
      assertTrue(score.of(fewer) <= value, () -> "seed " + seed + ": " + input);
    }
  }
}
