package io.episodal.adapter.persistence;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The clock that stamps what must be ordered across nodes: the database's own, so that nodes with
 * different clocks agree; or a clock of a test.
 */
final class StoreClock {
  private final Optional<Clock> clock;

  private StoreClock(Optional<Clock> clock) {
    this.clock = clock;
  }

  static StoreClock ofDatabase() {
    return new StoreClock(Optional.empty());
  }

  static StoreClock of(Clock clock) {
    return new StoreClock(Optional.of(clock));
  }

  /** The time when the statement that contains it reaches it. */
  Field<Instant> now() {
    return clock
        .<Field<Instant>>map(test -> DSL.val(test.instant(), SQLDataType.INSTANT))
        .orElseGet(() -> DSL.field("clock_timestamp()", SQLDataType.INSTANT));
  }

  /** The time when the transaction began. */
  Field<Instant> atBegin() {
    return clock
        .<Field<Instant>>map(test -> DSL.val(test.instant(), SQLDataType.INSTANT))
        .orElseGet(() -> DSL.field("transaction_timestamp()", SQLDataType.INSTANT));
  }

  Instant read(DSLContext db) {
    return clock.map(Clock::instant).orElseGet(() -> db.select(now()).fetchSingle().value1());
  }
}
