package io.episodal.domain.job;

import java.util.List;

/**
 * How the background work stands. Immutable.
 *
 * @param recurring by name
 * @param setAside the latest first, not more than were asked for
 * @param setAsideTotal how many are set aside in all
 */
public record JobReport(
    List<RecurringJob> recurring, List<SetAsideJob> setAside, long setAsideTotal) {
  public JobReport {
    recurring = List.copyOf(recurring);
    setAside = List.copyOf(setAside);
  }
}
