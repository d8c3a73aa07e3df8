package io.episodal.adapter.persistence;

import io.episodal.domain.transaction.Persistence;
import io.episodal.testkit.ReleaseInsightsContract;
import io.episodal.testkit.SettableClock;

final class PostgresReleaseInsightsTest extends ReleaseInsightsContract {
  /** What a roll-up of all views leaves behind. */
  private static final String ROLL_UP =
      """
      delete from episodal.view_hours;
      insert into episodal.view_hours
      select release_id, date_trunc('hour', viewed_at, 'UTC'), count(*),
        sum(round(completion * 1000)),
        count(distinct (viewer, episode_id)) filter (where engaged),
        count(*) filter (where first_completed), sum(watched_seconds)
      from (
        select *, completion >= 90 and row_number() over (
            partition by release_id, viewer, episode_id, completion >= 90,
              date_trunc('day', viewed_at, 'UTC') order by viewed_at) = 1 as first_completed
        from episodal.view_events
      ) e
      group by 1, 2;
      delete from episodal.view_days;
      insert into episodal.view_days
      select release_id, (viewed_at at time zone 'UTC')::date, '', count(distinct viewer)
      from episodal.view_events
      group by 1, 2;
      update episodal.release_scores c
      set followers = (
        select count(*) from episodal.subscriptions s
        where s.kind = 'release' and s.target_id = c.release_id and s.is_active);
      """;

  @Override
  protected Persistence persistence(SettableClock clock) {
    return FreshStore.at(clock);
  }

  @Override
  protected void rollUp() {
    super.rollUp();
    FreshStore.execute(ROLL_UP);
  }
}
