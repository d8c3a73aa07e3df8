-- The last episodes of every release were announced to its followers, one a week, until there are as
-- many notifications as are wanted. Most have been read.

create temp table announced as
select k.rank, k.release_id, e.episode_id, e.title, e.number, back,
  md5('event ' || e.episode_id)::uuid as event_id,
  '{end}'::timestamptz - interval '7 days' * back
    + interval '6 days' * pg_temp.draw(k.rank, 50) as told_at
from ranked k
cross join generate_series(1, 12) back
join ranked_episodes e on e.rank = k.rank and e.place = k.episodes + 1 - back;

create temp table told as
select * from (
  select a.event_id, a.told_at, s.user_id, s.lane,
    row_number() over (order by a.back, a.rank, s.user_id) as place
  from announced a
  join episodal.subscriptions s on s.kind = 'release' and s.target_id = a.release_id
) t
where place <= {notifications};

insert into episodal.notification_events (id, kind, release_id, release_title, created_at)
select a.event_id, 'new_episode', a.release_id, r.title, a.told_at
from announced a
join episodal.releases r on r.id = a.release_id
where exists (select from told t where t.event_id = a.event_id)
order by a.told_at, a.event_id;

insert into episodal.announced_episodes (event_id, episode_id, title, number)
select a.event_id, a.episode_id, a.title, a.number
from announced a
join episodal.notification_events e on e.id = a.event_id
order by a.told_at, a.event_id;

insert into episodal.inbox (delivered_at, user_id, event_id, lane, type, read_at)
select told_at, user_id, event_id, lane, 1,
  case when pg_temp.draw(place, 51) < .7 then told_at + interval '1 day' * pg_temp.draw(place, 52) end
from told
order by told_at, lane, user_id, event_id;
