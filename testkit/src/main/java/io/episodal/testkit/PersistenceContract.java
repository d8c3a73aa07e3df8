package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.transaction.Persistence;
import io.episodal.domain.transaction.Transaction;
import io.episodal.domain.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;

/** What the contracts of a store share: a fresh store for each test, a clock and ids. */
public abstract class PersistenceContract {
  protected final SettableClock clock = new SettableClock();
  protected final SequentialIds ids = new SequentialIds();
  protected final Samples samples = new Samples(clock, ids);

  private Persistence persistence;

  /**
   * A store that is empty, migrated and reads its own time from {@code clock}. Whoever makes it
   * closes it.
   */
  protected abstract Persistence persistence(SettableClock clock);

  @BeforeEach
  void openStore() {
    persistence = persistence(clock);
  }

  final Persistence store() {
    return persistence;
  }

  final UnitOfWork unitOfWork() {
    return persistence.unitOfWork();
  }

  final <T> T write(Function<Transaction, T> work) {
    return unitOfWork().write(work);
  }

  final void run(Consumer<Transaction> work) {
    unitOfWork().run(work);
  }

  final <T> T read(Function<Transaction, T> work) {
    return unitOfWork().read(work);
  }

  /** A whole list, read in pages of {@code limit} by their cursors. */
  final <T> List<T> inPages(int limit, Function<PageRequest, Page<T>> list) {
    var all = new ArrayList<T>();
    Cursor cursor = null;
    do {
      var page = list.apply(new PageRequest(0, limit, cursor));
      all.addAll(page.items());
      assertTrue(all.size() <= page.total(), "the pages do not end");
      cursor = page.nextCursor();
    } while (cursor != null);
    return all;
  }
}
