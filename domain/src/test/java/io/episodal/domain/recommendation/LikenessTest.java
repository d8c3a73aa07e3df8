package io.episodal.domain.recommendation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LikenessTest {
  private static final double EXACTLY = 1e-12;

  @Test
  void isTheCosineOfTheTakersLessWhereTheyAreFew() {
    assertEquals(.5 * 1_000 / 1_005, Likeness.ofReleases(1_000, 2_000, 2_000, 2_000), EXACTLY);
    assertEquals(1.0 / 6, Likeness.ofReleases(1, 1, 1, 1), EXACTLY);
  }

  @Test
  void isTheSameFromBothSidesWhenAllAreLookedAt() {
    assertEquals(
        Likeness.ofReleases(30, 100, 100, 400), Likeness.ofReleases(30, 400, 400, 100), EXACTLY);
  }

  @Test
  void popularityOfEitherDampsIt() {
    assertTrue(Likeness.ofReleases(10, 100, 100, 50) > Likeness.ofReleases(10, 100, 100, 5_000));
    assertTrue(Likeness.ofReleases(10, 100, 100, 50) > Likeness.ofReleases(10, 1_000, 1_000, 50));
  }

  @Test
  void aSampleStandsForAll() {
    assertEquals(.25 * 50 / 55, Likeness.ofReleases(50, 200, 100_000, 100_000), EXACTLY);
  }

  @Test
  void isNeverMoreThanOne() {
    assertTrue(Likeness.ofReleases(500, 500, 100_000, 1) <= 1);
    assertTrue(Likeness.together(List.of(1.0, 1.0, 1.0)) < 1);
  }

  @Test
  void likenessesAddUpLikeChances() {
    assertEquals(0, Likeness.together(List.of()), EXACTLY);
    assertEquals(.2, Likeness.together(List.of(.2)), EXACTLY);
    assertEquals(1 - .8 * .5, Likeness.together(List.of(.2, .5)), EXACTLY);
  }

  @Test
  void genresCountForThreeTenths() {
    assertEquals(.5, Likeness.score(.5, 1), EXACTLY);
    assertEquals(.35, Likeness.score(.5, 0), EXACTLY);
    assertEquals(.425, Likeness.score(.5, .5), EXACTLY);
  }
}
