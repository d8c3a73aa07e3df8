package io.episodal.testkit;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Rows by key. A fork shares the rows until its first change copies them; once frozen nothing can
 * change it and every thread may read it. Rows are immutable.
 */
final class Table<K, V> {
  private Map<K, V> rows;
  private State state;

  private Table(Map<K, V> rows, State state) {
    this.rows = rows;
    this.state = state;
  }

  static <K, V> Table<K, V> empty() {
    return new Table<>(new LinkedHashMap<>(), State.FROZEN);
  }

  Table<K, V> fork() {
    return new Table<>(rows, State.SHARED);
  }

  void freeze() {
    state = State.FROZEN;
  }

  Optional<V> find(K key) {
    return Optional.ofNullable(rows.get(key));
  }

  V getOrDefault(K key, V otherwise) {
    return find(key).orElse(otherwise);
  }

  boolean contains(K key) {
    return rows.containsKey(key);
  }

  Set<K> keys() {
    return Collections.unmodifiableSet(rows.keySet());
  }

  Collection<V> values() {
    return Collections.unmodifiableCollection(rows.values());
  }

  Stream<V> stream() {
    return rows.values().stream();
  }

  void put(K key, V row) {
    own().put(key, row);
  }

  void update(K key, UnaryOperator<V> change) {
    find(key).ifPresent(row -> put(key, change.apply(row)));
  }

  void remove(K key) {
    own().remove(key);
  }

  void clear() {
    own().clear();
  }

  private Map<K, V> own() {
    switch (state) {
      case FROZEN -> throw new IllegalStateException("a read cannot change anything");
      case SHARED -> {
        rows = new LinkedHashMap<>(rows);
        state = State.OWNED;
      }
      case OWNED -> {}
    }
    return rows;
  }

  private enum State {
    FROZEN,
    SHARED,
    OWNED
  }
}
