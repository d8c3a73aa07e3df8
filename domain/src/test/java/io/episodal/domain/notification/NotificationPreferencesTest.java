package io.episodal.domain.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.shared.Change;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.subscription.SubscriptionTarget.OfGenre;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NotificationPreferencesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final SubscriptionTarget GENRE = new OfGenre(new GenreId(new UUID(1, 2)));

  /** The first of March 2026 is a Sunday; Berlin is an hour ahead. */
  @ParameterizedTest
  @CsvSource({
    "WHEN_FREE, 2026-03-01T10:00:00Z, 2026-03-01T10:00:00Z",
    "DAILY,     2026-03-01T06:59:59Z, 2026-03-01T07:00:00Z",
    "DAILY,     2026-03-01T07:00:00Z, 2026-03-02T07:00:00Z",
    "DAILY,     2026-03-28T12:00:00Z, 2026-03-29T06:00:00Z",
    "WEEKLY,    2026-03-01T10:00:00Z, 2026-03-02T07:00:00Z",
    "WEEKLY,    2026-03-02T06:00:00Z, 2026-03-02T07:00:00Z",
    "WEEKLY,    2026-03-02T07:00:00Z, 2026-03-09T07:00:00Z",
    "WEEKLY,    2026-03-05T10:00:00Z, 2026-03-09T07:00:00Z",
  })
  void digestsComeAtTheirCadence(DigestCadence cadence, Instant heldSince, Instant expected) {
    assertEquals(expected, cadence.earliest(heldSince, BERLIN));
  }

  @Test
  void digestsWaitForTheEndOfQuietHours() {
    var evening = Instant.parse("2026-03-01T20:00:00Z");
    var night = Instant.parse("2026-03-01T23:00:00Z");
    var morning = Instant.parse("2026-03-02T08:00:00Z");
    var whenFree = preferences(DigestCadence.WHEN_FREE, "22:00", "09:00");
    var daily = preferences(DigestCadence.DAILY, "22:00", "09:00");

    assertEquals(evening, whenFree.digestFrom(evening, evening));
    assertEquals(morning, whenFree.digestFrom(evening, night));
    assertEquals(morning, daily.digestFrom(evening, evening));
    assertEquals(morning, daily.digestFrom(evening, morning));
  }

  @Test
  void aDigestThatIsLateIsNotPutOffToTheNextDay() {
    var noon = Instant.parse("2026-03-02T11:00:00Z");
    var daily = preferences(DigestCadence.DAILY, "22:00", "07:00");

    assertEquals(noon, daily.digestFrom(Instant.parse("2026-03-01T12:00:00Z"), noon));
  }

  @Test
  void aChangeKeepsWhatItDoesNotName() {
    var before =
        new NotificationPreferences(
            Set.of(NotificationType.DIGEST),
            Set.of(GENRE),
            BERLIN,
            null,
            DigestCadence.DAILY,
            "de");
    var nothing =
        new PreferencesChange(
            Change.keep(),
            Change.keep(),
            Change.keep(),
            Change.keep(),
            Change.keep(),
            Change.keep());
    var types =
        new PreferencesChange(
            Change.set(Map.of(NotificationType.DIGEST, true, NotificationType.NEW_RELEASE, false)),
            Change.keep(),
            Change.keep(),
            Change.keep(),
            Change.keep(),
            Change.keep());
    var everything =
        new PreferencesChange(
            Change.clear(),
            Change.clear(),
            Change.clear(),
            Change.clear(),
            Change.clear(),
            Change.clear());

    assertEquals(before, nothing.of(before));
    assertEquals(Set.of(NotificationType.NEW_RELEASE), types.of(before).off());
    assertEquals(Set.of(GENRE), types.of(before).muted());
    assertEquals(NotificationPreferences.USUAL, everything.of(before));
  }

  @Test
  void aChangeNamesZonesLanguagesAndNothingTwice() {
    for (var zone : List.of("Europe/Atlantis", "", "+01:00", "europe/berlin", "GMT+1:00")) {
      assertThrows(DomainException.class, () -> change(Change.set(zone), "en", List.of()), zone);
    }
    assertThrows(DomainException.class, () -> change(Change.keep(), "no language", List.of()));
    assertThrows(
        DomainException.class, () -> change(Change.keep(), "en", Collections.nCopies(2, GENRE)));
  }

  private static PreferencesChange change(
      Change<String> zone, String language, List<SubscriptionTarget> muted) {
    return new PreferencesChange(
        Change.keep(), Change.set(muted), zone, Change.keep(), Change.keep(), Change.set(language));
  }

  private static NotificationPreferences preferences(
      DigestCadence cadence, String from, String to) {
    var quiet = new QuietHours(LocalTime.parse(from), LocalTime.parse(to));
    return new NotificationPreferences(Set.of(), Set.of(), BERLIN, quiet, cadence, null);
  }
}
