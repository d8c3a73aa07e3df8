package io.episodal.testkit;

import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.ViewFlag;
import io.episodal.domain.analytics.ViewId;
import io.episodal.domain.analytics.Viewer;
import io.episodal.domain.catalog.AlternativeTitle;
import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.EpisodeDetails;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.EpisodeStatus;
import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.Genre;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.ReleaseStatus;
import io.episodal.domain.catalog.port.out.Releases.NewRelease;
import io.episodal.domain.identity.Account;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.shared.port.out.IdGenerator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Valid things to fill a store with, each with an id of its own and made at the time of the clock.
 * Thread-safe.
 */
public final class Samples {
  private static final int USUAL_SECONDS = 1_440;

  private final Clock clock;
  private final IdGenerator ids;

  public Samples(Clock clock, IdGenerator ids) {
    this.clock = clock;
    this.ids = ids;
  }

  /** Details in which every member is given, some of them awkward to store. */
  public static ReleaseDetails fullDetails(Set<GenreId> genres, @Nullable FranchiseId franchise) {
    return new ReleaseDetails(
        "  Tom's \"Łódź\" – 名探偵 🕵 \\ %; drop table releases --",
        "Two\nlines, and a tab\t.",
        genres,
        franchise,
        Instant.parse("1999-10-20T18:30:00.123456Z"),
        ReleaseStatus.ONGOING,
        List.of("slow burn", "Tag,with{comma}", "名"),
        "https://example.org/poster.png?size=1&kind=2",
        "http://example.org/banner",
        24,
        List.of(
            new AlternativeTitle("ja", "名探偵コナン"), new AlternativeTitle("pl", "Zażółć gęślą jaźń")),
        Map.of("mal", "235", "my \"place\"", "a/b"));
  }

  /** An episode of which everything is given. */
  public static EpisodeDetails fullEpisode(int number, EpisodeStatus status) {
    return new EpisodeDetails(
        "The \"one\" with № " + number + " 🎬",
        number,
        USUAL_SECONDS,
        "What happens.\nAnd then.",
        Instant.parse("2025-04-05T15:00:00Z"),
        status,
        "https://example.org/thumbnail.png");
  }

  public NewRelease release(String title) {
    return release(ReleaseDetails.titled(title));
  }

  public NewRelease release(ReleaseDetails details) {
    return new NewRelease(new ReleaseId(ids.next()), details, null, clock.instant());
  }

  /** A release as an import brings it. */
  public NewRelease imported(String title, String key) {
    return new NewRelease(
        new ReleaseId(ids.next()), ReleaseDetails.titled(title), key, clock.instant());
  }

  /** A released episode. */
  public Episode episode(ReleaseId release, int number) {
    return episode(release, fullEpisode(number, EpisodeStatus.RELEASED));
  }

  public Episode episode(ReleaseId release, EpisodeDetails details) {
    return Episode.create(new EpisodeId(ids.next()), release, details, clock.instant());
  }

  /** An episode that releases itself at a time to come. */
  public Episode upcoming(ReleaseId release, int number, Instant due) {
    var details =
        new EpisodeDetails(
            "Episode " + number, number, null, null, due, EpisodeStatus.UPCOMING, null);
    return episode(release, details);
  }

  public Genre genre(String name) {
    var now = clock.instant();
    return new Genre(new GenreId(ids.next()), name, "About " + name, now, now);
  }

  public Franchise franchise(String name) {
    var now = clock.instant();
    return new Franchise(new FranchiseId(ids.next()), name, "About " + name, now, now);
  }

  public UserId user() {
    return new UserId(ids.next());
  }

  public List<UserId> users(int count) {
    return Stream.generate(this::user).limit(count).toList();
  }

  public UserId userInLane(int lane) {
    var id = ids.next();
    var low = (id.getLeastSignificantBits() & -UserId.LANES) | lane;
    return new UserId(new UUID(id.getMostSignificantBits(), low));
  }

  public Account account(String email) {
    return new Account(user(), email, "Name of " + email, "pt-BR", Role.USER, clock.instant());
  }

  /** A view that counts as engaged if it is long enough for an item of unknown length. */
  public ViewEvent view(
      ReleaseId release,
      @Nullable EpisodeId episode,
      Viewer viewer,
      Instant viewedAt,
      int watchedSeconds,
      double completion) {
    return new ViewEvent(
        new ViewId(ids.next()),
        release,
        episode,
        viewer,
        viewedAt,
        watchedSeconds,
        completion,
        ViewEvent.isEngaged(watchedSeconds, null),
        null);
  }

  /** The same view, doubted by a filter. */
  public static ViewEvent flagged(ViewEvent view, ViewFlag flag) {
    return new ViewEvent(
        view.id(),
        view.release(),
        view.episode(),
        view.viewer(),
        view.viewedAt(),
        view.watchedSeconds(),
        view.completion(),
        view.engaged(),
        flag);
  }
}
