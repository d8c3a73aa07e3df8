package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.episodal.domain.catalog.port.out.Releases.NewRelease;
import io.episodal.domain.identity.UserId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each user has one rating of a release, and the release shows the mean of all. */
public abstract class RatingsContract extends PersistenceContract {

  @Test
  void theRatingIsTheMeanOfAllUsers() {
    var rated = samples.release("Rated");
    var other = samples.release("Other");
    add(rated, other);
    var users = samples.users(3);

    rate(users.get(0), rated, 7);
    rate(users.get(1), rated, 10);
    rate(users.get(2), rated, 3);
    rate(users.get(2), other, 1);
    assertEquals(20 / 3.0, rating(rated).orElseThrow(), 1e-9);

    rate(users.get(2), rated, 8);
    assertEquals(25 / 3.0, rating(rated).orElseThrow(), 1e-9);

    run(tx -> tx.ratings().remove(users.get(0), rated.id()));
    assertEquals(9.0, rating(rated).orElseThrow(), 1e-9);
    assertEquals(1.0, rating(other).orElseThrow(), 1e-9);
  }

  @Test
  void aRatingIsTakenBackOnce() {
    var rated = samples.release("Rated");
    add(rated);
    var user = samples.user();
    rate(user, rated, 5);

    run(tx -> tx.ratings().remove(user, rated.id()));
    run(tx -> tx.ratings().remove(user, rated.id()));
    assertEquals(Optional.empty(), rating(rated));

    rate(user, rated, 6);
    assertEquals(Optional.of(6.0), rating(rated));
  }

  @Test
  void racingRatingsAllCount() {
    var rated = samples.release("Rated");
    add(rated);
    var sameUser = samples.user();

    Race.of(
        4,
        thread ->
            () -> {
              for (int i = 0; i < 5; i++) {
                rate(samples.user(), rated, thread + 1);
                rate(sameUser, rated, 10);
              }
              return true;
            });

    assertEquals((5 * (1 + 2 + 3 + 4) + 10) / 21.0, rating(rated).orElseThrow(), 1e-9);
  }

  @Test
  void takingBackWhatWasNeverGivenChangesNothing() {
    var rated = samples.release("Rated");
    add(rated);
    rate(samples.user(), rated, 4);

    run(tx -> tx.ratings().remove(samples.user(), rated.id()));

    assertEquals(Optional.of(4.0), rating(rated));
  }

  @Test
  void theSameRatingAgainCountsOnce() {
    var rated = samples.release("Rated");
    add(rated);
    var user = samples.user();
    rate(user, rated, 10);
    rate(samples.user(), rated, 1);

    rate(user, rated, 10);

    assertEquals(Optional.of(5.5), rating(rated));
  }

  @Test
  void aRatingCountsOnlyIfItsTransactionCommits() {
    var rated = samples.release("Rated");
    add(rated);
    var user = samples.user();
    rate(user, rated, 9);

    assertThrows(
        ArithmeticException.class,
        () ->
            run(tx -> {
              tx.ratings().put(user, rated.id(), 1);
              tx.ratings().put(samples.user(), rated.id(), 1);
              throw new ArithmeticException("power cut");
            }));

    assertEquals(Optional.of(9.0), rating(rated));
  }

  /** Whichever way it ends, the mean is that of the ratings that are there. */
  @Test
  void aRatingRacingWithItsRemovalCountsOrDoesNot() {
    var rated = samples.release("Rated");
    add(rated);
    var user = samples.user();
    rate(samples.user(), rated, 3);

    Race.of(
        4,
        thread ->
            () -> {
              for (int i = 0; i < 10; i++) {
                if (thread % 2 == 0) {
                  rate(user, rated, 9);
                } else {
                  run(tx -> tx.ratings().remove(user, rated.id()));
                }
              }
              return true;
            });
    rate(user, rated, 5);
    assertEquals(Optional.of(4.0), rating(rated));

    run(tx -> tx.ratings().remove(user, rated.id()));
    assertEquals(Optional.of(3.0), rating(rated));
  }

  private void add(NewRelease... releases) {
    run(tx -> tx.releases().add(List.of(releases)));
  }

  private void rate(UserId user, NewRelease release, int score) {
    run(tx -> tx.ratings().put(user, release.id(), score));
  }

  private Optional<Double> rating(NewRelease release) {
    return read(tx -> tx.releases().find(release.id())).orElseThrow().averageRating();
  }
}
