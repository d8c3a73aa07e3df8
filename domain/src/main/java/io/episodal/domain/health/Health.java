package io.episodal.domain.health;

/**
 * Whether the engine can do its work. Immutable.
 *
 * @param database the store answers and its schema is there
 * @param cache every level of the answer cache works; without it answers are right but slower
 */
public record Health(boolean database, boolean cache) {

  /** Requests can be served. */
  public boolean ready() {
    return database;
  }
}
