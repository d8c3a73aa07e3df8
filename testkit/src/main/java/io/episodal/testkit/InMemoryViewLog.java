package io.episodal.testkit;

import io.episodal.domain.analytics.ViewEvent;
import io.episodal.domain.analytics.ViewFlag;
import io.episodal.domain.analytics.port.out.ViewLog;
import io.episodal.testkit.Rows.ViewKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Views as rows, without partitions. */
final class InMemoryViewLog implements ViewLog {
  private static final int SALT_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Supplier<Tables> tables;

  InMemoryViewLog(Supplier<Tables> tables) {
    this.tables = tables;
  }

  @Override
  public Map<Item, Optional<Integer>> runtimes(Set<Item> items) {
    var from = tables.get();
    var runtimes = new HashMap<Item, Optional<Integer>>();
    for (var item : items) {
      var episode = item.episode();
      if (episode != null) {
        InMemoryEpisodes.live(from, episode)
            .filter(found -> found.release().equals(item.release()))
            .map(found -> Optional.ofNullable(found.details().durationSeconds()))
            .ifPresent(runtime -> runtimes.put(item, runtime));
      } else if (InMemoryReleases.live(from, item.release()).isPresent()) {
        runtimes.put(item, Optional.empty());
      }
    }
    return Map.copyOf(runtimes);
  }

  @Override
  public List<ViewEvent> append(List<ViewEvent> events) {
    var to = tables.get();
    var added = new ArrayList<ViewEvent>();
    for (var event : events) {
      var key = new ViewKey(event.id(), event.viewedAt());
      if (!to.views.contains(key)) {
        added.add(event);
        to.views.put(key, event);
        to.uncounted.put(event.release(), event.release());
      }
    }
    return added;
  }

  @Override
  public Map<Key, Optional<ViewFlag>> flags(Set<Key> keys) {
    var from = tables.get();
    var flags = new HashMap<Key, Optional<ViewFlag>>();
    for (var key : keys) {
      from.views
          .find(new ViewKey(key.id(), key.viewedAt()))
          .ifPresent(event -> flags.put(key, Optional.ofNullable(event.flag())));
    }
    return flags;
  }

  @Override
  public byte[] saltOf(LocalDate day) {
    var to = tables.get();
    if (!to.salts.contains(day)) {
      var salt = new byte[SALT_BYTES];
      RANDOM.nextBytes(salt);
      to.salts.put(day, salt);
    }
    return to.salts.find(day).orElseThrow().clone();
  }

  @Override
  public void forgetSaltsBefore(LocalDate day) {
    var to = tables.get();
    to.salts.keys().stream().filter(salt -> salt.isBefore(day)).toList().forEach(to.salts::remove);
  }

  /** Does nothing: there are no partitions. */
  @Override
  public void preparePartitions(Instant from, Instant until) {}
}
