package io.episodal.adapter.persistence;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes views release by release and applies what they change, some releases at a time. Not
 * thread-safe.
 */
final class ReleaseChanges implements ViewStream.Reader {
  /** Rows to be written that make a portion. */
  private static final int PORTION = 5_000;

  private final Target target;
  private final WindowHours windows;
  private final Set<UUID> changed = new HashSet<>();
  private final List<ReleaseChange> waiting = new ArrayList<>();
  private int rows;
  private @Nullable ReleaseChange current;

  ReleaseChanges(Target target, WindowHours windows) {
    this.target = target;
    this.windows = windows;
  }

  @Override
  public void read(ViewRow view) throws SQLException {
    var change = current;
    if (change == null || !change.release.equals(view.release())) {
      finishRelease();
      change = new ReleaseChange(view.release(), windows);
      current = change;
    }
    change.add(view);
  }

  /** Applies what is left, and answers which releases changed. */
  Set<UUID> finish() throws SQLException {
    finishRelease();
    apply();
    return changed;
  }

  private void finishRelease() throws SQLException {
    if (current != null) {
      changed.add(current.release);
      waiting.add(current);
      rows += current.rows();
      current = null;
      if (rows >= PORTION) {
        apply();
      }
    }
  }

  private void apply() throws SQLException {
    target.put(waiting);
    waiting.clear();
    rows = 0;
  }

  /** Where changes are applied. */
  interface Target {
    void put(Collection<ReleaseChange> changes) throws SQLException;
  }
}
