package io.episodal.application.analytics;

import io.episodal.domain.transaction.Transaction;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The salt that strangers of a day are told apart by; another node has the same. Not thread-safe:
 * groups of views are recorded one after the other.
 */
final class DailySalt {
  private @Nullable LocalDate day;
  private byte[] salt = {};

  /** That of a day. One that the transaction makes is remembered once it is committed. */
  byte[] of(LocalDate wanted, Transaction tx) {
    if (wanted.equals(day)) {
      return salt;
    }
    var found = tx.viewLog().saltOf(wanted);
    tx.afterCommit(() -> {
      day = wanted;
      salt = found;
    });
    return found;
  }
}
