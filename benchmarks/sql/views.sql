-- Sittings: somebody watches a release from one episode on, in order, one after the other or one a
-- day, and gives up at some point. They begin mostly in the evening.

create temp table sittings as
with drawn as (
  select i, k.rank, k.episodes,
    case
      when who < .62 then pg_temp.user_id(1 + floor({users} * power(pg_temp.draw(i, 3), 1.5))::bigint)
      when who < .88 then md5('session ' || floor({users} * 2 * power(pg_temp.draw(i, 3), 1.5)))::uuid
      else md5('address ' || day || ' ' || floor({users} * pg_temp.draw(i, 3)))::uuid
    end as viewer,
    who < .62 as signed_in,
    case when pg_temp.draw(i, 4) < .6 then 1 else 1 + floor(k.episodes * pg_temp.draw(i, 5))::int end
      as first,
    -- How many episodes they would watch: each release keeps another share of its viewers.
    least(13, 1 + floor(
      ln(pg_temp.draw(i, 7) + 1e-9) / ln(.6 + .35 * pg_temp.draw(k.rank, 6))))::int as patience,
    case when pg_temp.draw(i, 8) < .03 then 0 when pg_temp.draw(i, 9) < .06 then 2 else 1 end as parts,
    case when pg_temp.draw(i, 10) < .6 then interval '26 minutes' else interval '1 day' end as pace,
    '{begin}'::timestamptz + interval '1 day' * day
      + interval '1 hour' * (case
        when pg_temp.draw(i, 12) < .2 then 24 * pg_temp.draw(i, 13)
        else 8 + 12 * (pg_temp.draw(i, 13) + pg_temp.draw(i, 14))
      end) as begun_at,
    case when pg_temp.draw(i, 15) < .01 then interval '2 days' * pg_temp.draw(i, 16)
      else interval '30 seconds' * pg_temp.draw(i, 16) end as delay,
    case
      when pg_temp.draw(i, 17) < .002 then 'media_time'
      when who >= .62 and pg_temp.draw(i, 18) < .03 then 'user_agent'
      when pg_temp.draw(i, 19) < .003 then 'network'
    end as flag
  from (
    select i, pg_temp.draw(i, 2) as who, floor({days} * pg_temp.draw(i, 11))::int as day,
      floor(power((select count(*) from ranked) + 1, pg_temp.draw(i, 1)))::int as rank
    from generate_series(1, {views}::bigint / 2) i
  ) s
  join ranked k using (rank)
  offset 0
), possible as (
  -- No episode that is not there, none after the end, and as many views as are wanted, all in all.
  select *, greatest(0, least(
    case when parts = 0 then 1 else patience * parts end,
    case when parts = 0 then 1 else (episodes - first + 1) * parts end,
    ceil(extract(epoch from '{end}'::timestamptz - interval '15 minutes' - begun_at)
      / extract(epoch from pace))))::int as steps
  from drawn
), summed as (
  select *, sum(steps) over (order by i) as until from possible
)
select i, rank, viewer, signed_in, first, parts, pace, begun_at, delay, flag,
  (steps - greatest(0, until - {views}))::int as steps
from summed
where steps > 0 and until - steps < {views};

-- Views in the order of their arrival: most at once, a few from devices that were offline.
create temp table arrivals as
select row_number() over (order by viewed_at + delay, i, step) as place,
  md5('view ' || i || ' ' || step)::uuid as id, release_id, episode_id, viewer, signed_in, viewed_at,
  round(seconds * watched)::int as watched_seconds,
  floor(reached * 1000) / 10 as completion,
  round(seconds * watched) >= least(30, ceil(seconds / 2.0)) as engaged, flag
from (
  select s.i, step, k.release_id, e.episode_id, s.viewer, s.signed_in, s.delay, s.flag,
    s.begun_at + s.pace * step + interval '14 minutes' * pg_temp.draw(s.i * 32 + step, 40) as viewed_at,
    coalesce(e.seconds, 1440) as seconds, w.reached,
    -- The second part of an episode goes on where the first one ended.
    case when s.parts = 2 and step % 2 = 1 then least(1, .05 + .9 * (1 - paused)) else w.reached end as watched
  from sittings s
  join ranked k using (rank)
  cross join lateral generate_series(0, s.steps - 1) step
  left join ranked_episodes e
    on e.rank = s.rank and e.place = s.first + step / nullif(s.parts, 0)
  cross join lateral (select pg_temp.draw(s.i * 32 + step - step % 2, 41) as paused) p
  cross join lateral (
    select case
      when s.parts = 2 and step % 2 = 0 then .05 + .8 * paused
      -- Who gives up mostly does so in the middle.
      when pg_temp.draw(s.i * 32 + step, 42) < case when step = s.steps - 1 then .45 else .06 end
        then .005 + .885 * pg_temp.draw(s.i * 32 + step, 43)
      else least(1, .9 + .13 * pg_temp.draw(s.i * 32 + step, 43))
    end as reached
  ) w
  offset 0
) views;
create unique index on arrivals (place);
analyze arrivals;
