package io.episodal.testkit;

import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * A list of a store that changes while it is read, with an account of what is in it. Not
 * thread-safe.
 */
abstract class ChangingList {
  protected final Random random;

  private final Set<UUID> present = new LinkedHashSet<>();
  private final Set<UUID> moved = new HashSet<>();

  ChangingList(Random random) {
    this.random = random;
  }

  /** The ids of a page. */
  abstract Page<UUID> page(PageRequest request);

  /** Adds something to the list, at a place that chance decides. */
  abstract void add();

  /** Takes something out of the list. */
  abstract void remove(UUID id);

  /** Changes something about an item, perhaps its place. */
  abstract void edit(UUID id);

  /** Does one random thing. */
  final void change() {
    switch (random.nextInt(5)) {
      case 0, 1 -> add();
      case 2, 3 -> anyPresent().ifPresent(this::remove);
      default -> anyPresent().ifPresent(this::edit);
    }
  }

  final Set<UUID> present() {
    return Set.copyOf(present);
  }

  /** Those that came, left or moved since {@link #forgetMoves}. */
  final Set<UUID> moved() {
    return Set.copyOf(moved);
  }

  final void forgetMoves() {
    moved.clear();
  }

  protected final void came(UUID id) {
    present.add(id);
    moved.add(id);
  }

  protected final void left(UUID id) {
    present.remove(id);
    moved.add(id);
  }

  protected final void moved(UUID id) {
    moved.add(id);
  }

  protected final <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private Optional<UUID> anyPresent() {
    return present.isEmpty() ? Optional.empty() : Optional.of(any(new ArrayList<>(present)));
  }

  /** A page of which only the ids matter. */
  protected static <T> Page<UUID> ids(Page<T> page, Function<T, UUID> id) {
    return new Page<>(page.items().stream().map(id).toList(), page.total(), page.nextCursor());
  }
}
