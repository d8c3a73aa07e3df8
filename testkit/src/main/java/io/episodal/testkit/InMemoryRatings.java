package io.episodal.testkit;

import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.out.Ratings;
import io.episodal.domain.identity.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Ratings by release and user. */
final class InMemoryRatings implements Ratings {
  private final Supplier<Tables> tables;

  InMemoryRatings(Supplier<Tables> tables) {
    this.tables = tables;
  }

  static @Nullable Double mean(Tables tables, ReleaseId release) {
    var scores = tables.ratings.getOrDefault(release, Map.of()).values();
    return scores.isEmpty() ? null : (double) sum(tables, release) / scores.size();
  }

  static long sum(Tables tables, ReleaseId release) {
    return tables.ratings.getOrDefault(release, Map.of()).values().stream()
        .mapToLong(Integer::longValue)
        .sum();
  }

  @Override
  public void put(UserId user, ReleaseId release, int score) {
    var scores = copy(release);
    scores.put(user, score);
    tables.get().ratings.put(release, Map.copyOf(scores));
  }

  @Override
  public void remove(UserId user, ReleaseId release) {
    var scores = copy(release);
    scores.remove(user);
    tables.get().ratings.put(release, Map.copyOf(scores));
  }

  private Map<UserId, Integer> copy(ReleaseId release) {
    return new HashMap<>(tables.get().ratings.getOrDefault(release, Map.of()));
  }
}
