-- Ranks and random numbers, from which followers and views are drawn. Every number is a hash of what
-- it is for, so the rows are the same in every run, whatever the plan of a statement.

create function pg_temp.draw(subject bigint, purpose int) returns double precision
  language sql immutable as $$
  select (hashint8extended(subject, purpose) & 9007199254740991) / 9007199254740992.0::float8
$$;

create function pg_temp.user_id(number bigint) returns uuid language sql immutable as $$
  select md5('user ' || number)::uuid
$$;

-- What was translated often is well known, a series more than a film, and what is recent is talked about.
create temp table ranked as
select row_number() over (order by weight desc, id)::int as rank, id as release_id, episodes
from (
  select r.id, count(*)::int as episodes,
    jsonb_array_length(r.alternative_titles) / 4.0 + least(count(*), 12) / 6.0
      + case when r.release_date > '{end}'::timestamptz - interval '1 year' then 1.5 else 0 end as weight
  from episodal.releases r
  join episodal.episodes e on e.release_id = r.id and e.status = 'released'
  group by r.id
) weighed;
create unique index on ranked (rank);

create temp table ranked_episodes as
select k.rank, row_number() over (partition by k.rank order by e.number)::int as place,
  e.id as episode_id, e.title, e.number, coalesce(e.duration_seconds, 1440) as seconds
from ranked k
join episodal.episodes e on e.release_id = k.release_id and e.status = 'released';
create unique index on ranked_episodes (rank, place);
analyze ranked;
analyze ranked_episodes;
