package io.episodal.testkit;

import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.analytics.port.out.RollUps;
import java.time.Instant;
import java.util.HashSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Counts every view of a release whenever the release changes. */
final class InMemoryRollUps implements RollUps {
  private final Supplier<Tables> tables;

  InMemoryRollUps(Supplier<Tables> tables) {
    this.tables = tables;
  }

  @Override
  public long fold(Instant now) {
    var to = tables.get();
    var changed = new HashSet<>(to.uncounted.keys());
    to.counted
        .find(true)
        .ifPresent(last ->
            to.views.stream()
                .filter(view -> hasLeftAWindow(view, last, now))
                .forEach(view -> changed.add(view.release())));
    for (var release : changed) {
      var views = to.views.stream().filter(view -> view.release().equals(release)).toList();
      to.tallies.put(release, Tallies.of(views, now));
    }
    to.uncounted.clear();
    to.counted.put(true, now);
    return changed.size();
  }

  private static boolean hasLeftAWindow(ViewEvent view, Instant last, Instant now) {
    return Stream.of(Window.values())
        .anyMatch(window -> Tallies.isIn(window, view, last) && !Tallies.isIn(window, view, now));
  }
}
