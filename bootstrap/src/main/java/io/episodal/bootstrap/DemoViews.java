package io.episodal.bootstrap;

import io.episodal.application.Episodal;
import io.episodal.bootstrap.WatchingHabits.Airing;
import io.episodal.bootstrap.WatchingHabits.Watched;
import io.episodal.domain.analytics.ViewId;
import io.episodal.domain.analytics.port.in.RecordViews.View;
import io.episodal.domain.analytics.port.in.RecordViews.Visitor;
import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.shared.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the people of the demo have watched in its last weeks, each a title from episode to episode;
 * every other one is signed in.
 */
final class DemoViews {
  private static final int VIEWS = 60_000;
  private static final int PORTIONS = 3;
  private static final int AT_ONCE = 16;
  private static final Duration SPAN = Duration.ofDays(80);

  private final Episodal episodal;
  private final DemoTitles titles;
  private final List<UserId> people;
  private final SplittableRandom random;
  private final WatchingHabits habits;
  private final Instant until;
  private final Map<ReleaseId, List<Airing>> airings = new HashMap<>();

  /**
   * The same views for the same chance.
   *
   * @param until what all of them are before
   */
  DemoViews(
      Episodal episodal,
      DemoTitles titles,
      List<UserId> people,
      SplittableRandom random,
      Instant until) {
    this.episodal = episodal;
    this.titles = titles;
    this.people = people;
    this.random = random;
    this.habits = new WatchingHabits(random);
    this.until = until;
  }

  void record(Consumer<String> progress) {
    for (int portion = 1; portion <= PORTIONS; portion++) {
      record(portionOf(VIEWS / PORTIONS));
      progress.accept("Demo: %,d of %,d views ...".formatted(VIEWS / PORTIONS * portion, VIEWS));
    }
  }

  /** Exactly so many views; somebody is cut short for that. */
  private List<Report> portionOf(int views) {
    var portion = new ArrayList<Report>();
    var missing = views;
    while (missing > 0) {
      var report = report(missing);
      portion.add(report);
      missing -= report.views().size();
    }
    return portion;
  }

  private Report report(int most) {
    var release = titles.popular(random);
    var person = random.nextInt(people.size());
    var isSignedIn = person % 3 > 0;
    var session = isSignedIn ? null : "demo-" + person;
    var views =
        habits.of(airings(release), someMoment(), until).stream()
            .limit(most)
            .map(watched -> view(release, session, watched))
            .toList();
    return new Report(
        new Visitor(isSignedIn ? people.get(person) : null, "127.0.0.1", "demo"), views);
  }

  private View view(ReleaseId release, @Nullable String session, Watched watched) {
    return new View(
        release,
        watched.episode().id(),
        session,
        watched.at(),
        watched.seconds(),
        watched.percent(),
        new ViewId(new UUID(random.nextLong(), random.nextLong())));
  }

  /** The nearer the end, the more likely: most titles have become popular lately. */
  private Instant someMoment() {
    return until.minusSeconds(
        (long) (random.nextDouble() * random.nextDouble() * SPAN.toSeconds()));
  }

  private List<Airing> airings(ReleaseId release) {
    return airings.computeIfAbsent(
        release,
        id ->
            episodal
                .catalog()
                .browse()
                .episodes(id, PageRequest.first(PageRequest.MOST))
                .items()
                .stream()
                .filter(Episode::isReleased)
                .map(DemoViews::airing)
                .toList());
  }

  private static Airing airing(Episode episode) {
    return new Airing(
        episode.id(),
        Objects.requireNonNull(episode.details().releaseDate()),
        Objects.requireNonNull(episode.details().durationSeconds()));
  }

  /** Several at once, since reports at the same time are committed together. */
  private void record(List<Report> reports) {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      var recorded = reports.stream().map(report -> threads.submit(() -> record(report))).toList();
      for (var report : recorded) {
        report.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the demo was loaded", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the demo's views cannot be recorded", e.getCause());
    }
  }

  private void record(Report report) {
    episodal.analytics().views().recordAll(report.views(), report.visitor());
  }

  /** What one person has watched of one title. */
  private record Report(Visitor visitor, List<View> views) {}
}
