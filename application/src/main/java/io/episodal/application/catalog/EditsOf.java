package io.episodal.application.catalog;

import io.episodal.domain.catalog.port.in.EditInBatch.Action;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The edits of one kind of thing, sorted by what they do. Not thread-safe.
 *
 * @param <I> identifies one
 * @param <C> what a creation says
 * @param <U> what an update says
 */
final class EditsOf<I, C, U> {
  private final String noun;
  private final Map<I, Integer> indexes = new LinkedHashMap<>();
  private final Map<I, C> creations = new LinkedHashMap<>();
  private final Map<I, U> updates = new LinkedHashMap<>();
  private final Set<I> deletions = new LinkedHashSet<>();

  EditsOf(String noun) {
    this.noun = noun;
  }

  /** Adds an edit; refused if there is one of the same thing. */
  void add(int index, I id, Action<C, U> action, Refusals refusals) {
    var earlier = indexes.putIfAbsent(id, index);
    if (earlier != null) {
      refusals.id(index, "operation " + earlier + " is about the same " + noun);
      return;
    }
    switch (action) {
      case Action.Create<C, U>(C details) -> creations.put(id, details);
      case Action.Update<C, U>(U change) -> updates.put(id, change);
      case Action.Delete<C, U>() -> deletions.add(id);
    }
  }

  String noun() {
    return noun;
  }

  Map<I, C> creations() {
    return creations;
  }

  Map<I, U> updates() {
    return updates;
  }

  Set<I> deletions() {
    return deletions;
  }

  int indexOf(I id) {
    var index = indexes.get(id);
    if (index == null) {
      throw new IllegalArgumentException("no edit is about this " + noun);
    }
    return index;
  }

  /** What must be in the store: all that is updated or deleted. */
  Set<I> needed() {
    var needed = new LinkedHashSet<>(updates.keySet());
    needed.addAll(deletions);
    return needed;
  }

  /** Tells what of {@link #needed} was not found. */
  void requireFound(Collection<I> found, Refusals refusals) {
    needed().stream()
        .filter(id -> !found.contains(id))
        .forEach(id -> refusals.unknown(indexOf(id), noun));
  }

  /** Why the edit at {@code index} cannot name {@code id}, as far as the edits themselves tell. */
  Optional<String> objection(int index, I id) {
    if (deletions.contains(id)) {
      return Optional.of("operation " + indexOf(id) + " deletes this " + noun);
    }
    if (creations.containsKey(id) && indexOf(id) > index) {
      return Optional.of("operation " + indexOf(id) + " creates this " + noun + " only later");
    }
    return Optional.empty();
  }
}
