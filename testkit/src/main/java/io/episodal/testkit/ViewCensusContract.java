package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.episodal.domain.analytics.CountingProgress;
import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.ViewFlag;
import io.episodal.domain.analytics.ViewTotals;
import io.episodal.domain.analytics.Viewer;
import io.episodal.domain.analytics.port.out.ViewCensus;
import io.episodal.domain.catalog.ReleaseId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many views there are, and how many of them wait to be counted. */
public abstract class ViewCensusContract extends PersistenceContract {
  private static final ViewTotals NONE = new ViewTotals(0, Map.of());

  private ReleaseId release;
  private ReleaseId other;

  @BeforeEach
  void addReleases() {
    release = addRelease("Release");
    other = addRelease("Other");
  }

  @Test
  void withoutViewsThereIsNothing() {
    assertEquals(NONE, census(ViewCensus::total));
    assertEquals(NONE, census(census -> census.on(day(clock.instant()))));
    var progress = census(ViewCensus::progress);
    assertNull(progress.countedAt());
    assertEquals(0, progress.waiting() + progress.held());
  }

  @Test
  void viewsWaitUntilTheyAreCounted() {
    append(view(release, clock.instant()), view(other, clock.instant()));

    assertEquals(NONE, census(ViewCensus::total));
    var before = census(ViewCensus::progress);
    assertEquals(2, before.waiting() + before.held());

    run(tx -> tx.rollUps().fold(clock.instant()));

    assertEquals(new ViewTotals(2, Map.of()), census(ViewCensus::total));
    assertEquals(new CountingProgress(clock.instant(), 0, 0), census(ViewCensus::progress));
  }

  @Test
  void flaggedViewsAreCountedByReasonAndDay() {
    var midnight = clock.instant().truncatedTo(ChronoUnit.DAYS);
    append(
        view(release, midnight),
        Samples.flagged(view(release, midnight), ViewFlag.MEDIA_TIME),
        Samples.flagged(view(other, midnight.plusSeconds(86_399)), ViewFlag.MEDIA_TIME),
        Samples.flagged(view(other, midnight.minusSeconds(1)), ViewFlag.NETWORK));
    run(tx -> tx.rollUps().fold(clock.instant()));
    append(Samples.flagged(view(other, midnight.minusSeconds(2)), ViewFlag.NETWORK));
    run(tx -> tx.rollUps().fold(clock.instant()));

    assertEquals(
        new ViewTotals(5, Map.of(ViewFlag.MEDIA_TIME, 2L, ViewFlag.NETWORK, 2L)),
        census(ViewCensus::total));
    assertEquals(
        new ViewTotals(3, Map.of(ViewFlag.MEDIA_TIME, 2L)),
        census(census -> census.on(day(midnight))));
    assertEquals(
        new ViewTotals(2, Map.of(ViewFlag.NETWORK, 2L)),
        census(census -> census.on(day(midnight).minusDays(1))));
  }

  @Test
  void viewsOfADeletedReleaseStayCounted() {
    var now = clock.instant();
    append(view(release, now), Samples.flagged(view(release, now), ViewFlag.MEDIA_TIME));
    run(tx -> tx.rollUps().fold(now));
    run(tx -> tx.releases().markDeleted(List.of(release), now));

    var expected = new ViewTotals(2, Map.of(ViewFlag.MEDIA_TIME, 1L));
    assertEquals(expected, census(ViewCensus::total));
    assertEquals(expected, census(census -> census.on(day(now))));
  }

  private ReleaseId addRelease(String title) {
    var added = samples.release(title);
    run(tx -> tx.releases().add(List.of(added)));
    return added.id();
  }

  private ViewEvent view(ReleaseId of, Instant at) {
    return samples.view(of, null, Viewer.user(samples.user()), at, 60, 50);
  }

  private void append(ViewEvent... views) {
    run(tx -> tx.viewLog().append(List.of(views)));
  }

  private <T> T census(Function<ViewCensus, T> question) {
    return read(tx -> question.apply(tx.viewCensus()));
  }

  private static LocalDate day(Instant of) {
    return LocalDate.ofInstant(of, ZoneOffset.UTC);
  }
}
