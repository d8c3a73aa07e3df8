package io.episodal.application.catalog;

import io.episodal.domain.catalog.Named;
import io.episodal.domain.catalog.NamedUpdate;
import io.episodal.domain.catalog.port.out.NamedThings;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.transaction.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the edits of genres, or of franchises. Not thread-safe; lives for one unit of work. */
final class NamedEditing<I, T> {
  private final NamedKind<I, T> kind;
  private final EditsOf<I, Named, NamedUpdate> edits;
  private final Refusals refusals;
  private Map<I, T> present = Map.of();

  NamedEditing(NamedKind<I, T> kind, EditsOf<I, Named, NamedUpdate> edits, Refusals refusals) {
    this.kind = kind;
    this.edits = edits;
    this.refusals = refusals;
  }

  /** Locks what is there. */
  void find(Transaction tx) {
    present =
        store(tx).findForUpdate(edits.needed()).stream()
            .collect(Collectors.toMap(kind.id(), Function.identity()));
    edits.requireFound(present.keySet(), refusals);
  }

  /** Adds and replaces. In the order of names, so that batches that race do not deadlock. */
  void write(Transaction tx, Instant now) {
    var changed = changed(now);
    var created = created(now);
    if (refusals.areOfSeveral()) {
      requireFreeNames(tx, changed, created);
    }
    if (!created.isEmpty()) {
      store(tx).add(byName(created));
    }
    if (!changed.isEmpty()) {
      store(tx).replace(byName(changed));
    }
  }

  /** Removes what no release is in any more. */
  List<SubscriptionTarget> remove(Transaction tx) {
    var deletions = edits.deletions();
    if (deletions.isEmpty()) {
      return List.of();
    }
    var users = store(tx).releasesIn(deletions);
    for (var id : deletions) {
      var releases = users.getOrDefault(id, 0L);
      if (releases > 0) {
        throw refusals.conflict(
            edits.indexOf(id),
            "this %s is in use by %d %s"
                .formatted(edits.noun(), releases, releases == 1 ? "release" : "releases"));
      }
    }
    store(tx).remove(deletions);
    return deletions.stream().map(kind.target()).toList();
  }

  private Map<I, T> changed(Instant now) {
    var changed = new LinkedHashMap<I, T>();
    edits
        .updates()
        .forEach((id, update) -> {
          var before = Optional.ofNullable(present.get(id)).orElseThrow();
          var after = update.applyTo(kind.details().apply(before));
          if (!after.equals(kind.details().apply(before))) {
            changed.put(id, kind.making().make(id, after, kind.createdAt().apply(before), now));
          }
        });
    return changed;
  }

  private Map<I, T> created(Instant now) {
    var created = new LinkedHashMap<I, T>();
    edits
        .creations()
        .forEach((id, details) -> created.put(id, kind.making().make(id, details, now, now)));
    return created;
  }

  /** A single edit needs no search: the store's own refusal can only be about that one. */
  private void requireFreeNames(Transaction tx, Map<I, T> changed, Map<I, T> created) {
    var givenUp = new HashSet<>(changed.keySet());
    givenUp.addAll(edits.deletions());
    store(tx).freeNames(givenUp);
    var wanted = new HashMap<String, I>();
    var written = new LinkedHashMap<>(changed);
    written.putAll(created);
    for (var thing : inOrder(written)) {
      var id = kind.id().apply(thing);
      if (wanted.putIfAbsent(nameOf(thing), id) != null) {
        throw taken(id, nameOf(thing));
      }
    }
    var taken = wanted.isEmpty() ? Map.of() : store(tx).byName(wanted.keySet());
    for (var thing : inOrder(written)) {
      if (taken.containsKey(nameOf(thing))) {
        throw taken(kind.id().apply(thing), nameOf(thing));
      }
    }
  }

  private RuntimeException taken(I id, String name) {
    return refusals.conflict(
        edits.indexOf(id), "a " + edits.noun() + " named " + name + " exists already");
  }

  private List<T> inOrder(Map<I, T> things) {
    var sorted = new ArrayList<>(things.values());
    sorted.sort(Comparator.comparingInt(thing -> edits.indexOf(kind.id().apply(thing))));
    return sorted;
  }

  private List<T> byName(Map<I, T> things) {
    return things.values().stream().sorted(Comparator.comparing(this::nameOf)).toList();
  }

  private String nameOf(T thing) {
    return kind.details().apply(thing).name();
  }

  private NamedThings<I, T> store(Transaction tx) {
    return kind.store().apply(tx);
  }
}
