package io.episodal.application;

import io.episodal.domain.analytics.ViewId;
import io.episodal.domain.analytics.port.in.RecordViews.View;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.shared.port.out.IdGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Batches of views of which some are bad, with what is wrong with each. */
final class RandomViews {
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final int MOST = 40;

  private final Random random;
  private final Clock clock;
  private final IdGenerator ids;
  private final ReleaseId release;
  private final EpisodeId episode;
  private final ReleaseId other;

  /**
   * Views of two releases.
   *
   * @param episode one of {@code release}
   */
  RandomViews(
      Random random,
      Clock clock,
      IdGenerator ids,
      ReleaseId release,
      EpisodeId episode,
      ReleaseId other) {
    this.random = random;
    this.clock = clock;
    this.ids = ids;
    this.release = release;
    this.episode = episode;
    this.other = other;
  }

  Batch next() {
    var views = new ArrayList<View>();
    var faults = new HashMap<Integer, String>();
    var size = random.nextInt(MOST);
    for (int index = 0; index < size; index++) {
      views.add(view(index, faults));
    }
    return new Batch(views, faults);
  }

  private View view(int index, Map<Integer, String> faults) {
    return switch (random.nextInt(8)) {
      case 0 -> bad(index, "release_id", faults, new ReleaseId(ids.next()), null, at());
      case 1 -> bad(index, "release_id", faults, new ReleaseId(ids.next()), episode, at());
      case 2 -> bad(index, "episode_id", faults, other, episode, at());
      case 3 -> bad(index, "episode_id", faults, release, new EpisodeId(ids.next()), at());
      case 4 -> bad(index, "viewed_at", faults, release, episode, tooLate());
      case 5 -> view(release, episode, at());
      case 6 -> view(other, null, at());
      default -> view(release, null, null);
    };
  }

  private View bad(
      int index,
      String member,
      Map<Integer, String> faults,
      ReleaseId of,
      @Nullable EpisodeId part,
      Instant at) {
    faults.put(index, member);
    return view(of, part, at);
  }

  private View view(ReleaseId of, @Nullable EpisodeId part, @Nullable Instant at) {
    var id = random.nextBoolean() ? new ViewId(ids.next()) : null;
    return new View(of, part, null, at, random.nextInt(86_401), random.nextDouble() * 100, id);
  }

  /** Up to the last instant that the skew of clocks allows. */
  private Instant at() {
    return clock.instant().plus(SKEW).minusSeconds(random.nextInt(1_000_000_000));
  }

  private Instant tooLate() {
    return clock.instant().plus(SKEW).plusNanos(1_000L * random.nextLong(1, 1_000_000_000_000L));
  }

  /**
   * What is reported at once.
   *
   * @param faults the member at fault of each bad one, by index
   */
  record Batch(List<View> views, Map<Integer, String> faults) {}
}
