package io.episodal.domain.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EpisodeTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant PAST = NOW.minusSeconds(60);
  private static final Instant FUTURE = NOW.plusSeconds(60);
  private static final ReleaseId RELEASE = new ReleaseId(new UUID(1, 1));

  @Test
  void theDateDecidesWhereNobodyDoes() {
    assertEquals(EpisodeStatus.RELEASED, EpisodeStatus.byDate(null, NOW));
    assertEquals(EpisodeStatus.RELEASED, EpisodeStatus.byDate(PAST, NOW));
    assertEquals(EpisodeStatus.RELEASED, EpisodeStatus.byDate(NOW, NOW));
    assertEquals(EpisodeStatus.UPCOMING, EpisodeStatus.byDate(FUTURE, NOW));
  }

  @Test
  void anUpcomingEpisodeIsDueAtItsDate() {
    assertEquals(Optional.of(FUTURE), episode(EpisodeStatus.UPCOMING, FUTURE).due());
    assertEquals(Optional.empty(), episode(EpisodeStatus.UPCOMING, null).due());
    assertEquals(Optional.empty(), episode(EpisodeStatus.RELEASED, FUTURE).due());
  }

  @Test
  void anExplicitStatusWinsOverAPastDate() {
    assertEquals(Optional.empty(), episode(EpisodeStatus.UPCOMING, PAST).due());
  }

  @Test
  void aWaitingEpisodeGoesOnWaitingForItsNewDate() {
    var waiting = episode(EpisodeStatus.UPCOMING, FUTURE);

    var moved = waiting.edited(RELEASE, details(EpisodeStatus.UPCOMING, PAST), false, NOW);

    assertEquals(Optional.of(PAST), moved.due());
  }

  @Test
  void anEditorWhoSaysUpcomingStopsTheWaiting() {
    var waiting = episode(EpisodeStatus.UPCOMING, FUTURE);

    var stopped = waiting.edited(RELEASE, details(EpisodeStatus.UPCOMING, PAST), true, NOW);

    assertEquals(Optional.empty(), stopped.due());
  }

  @Test
  void everyFaultIsNamed() {
    var refused =
        assertThrows(
            DomainException.class,
            () ->
                new EpisodeDetails(
                    " ", 0, -1, null, null, EpisodeStatus.RELEASED, "ftp://example.org/a"));

    var invalid = (DomainError.Invalid) refused.error();
    assertEquals(4, invalid.violations().size());
  }

  private static Episode episode(EpisodeStatus status, @Nullable Instant date) {
    return Episode.create(new EpisodeId(new UUID(1, 2)), RELEASE, details(status, date), NOW);
  }

  private static EpisodeDetails details(EpisodeStatus status, @Nullable Instant date) {
    return new EpisodeDetails("Pilot", 1, null, null, date, status, null);
  }
}
