-- The release of rank 1 is followed by every user. Of the other follows four fifths are of releases,
-- by Zipf's law, the rest of genres and franchises. One user in twelve has rated something.

insert into episodal.subscriptions (user_id, kind, target_id, id, lane, is_active, created_at)
select user_id, kind, target_id,
  md5('subscription ' || user_id || target_id)::uuid,
  get_byte(uuid_send(user_id), 15) & 63,
  true,
  '{begin}'::timestamptz - interval '10 days' * pg_temp.draw(hashtext(target_id::text), 20)
from (
  select pg_temp.user_id(i) as user_id, 'release' as kind,
    (select release_id from ranked where rank = 1) as target_id
  from generate_series(1, {users}::bigint) i
  union all
  select distinct pg_temp.user_id(1 + floor({users} * pg_temp.draw(i, 21))::bigint), t.kind, t.target_id
  from generate_series(1, {follows}::bigint - {users}) i
  cross join lateral (
    select 'release' as kind, k.release_id as target_id
    from ranked k
    where i % 20 < 16
      and k.rank = 1 + floor(power((select count(*) from ranked), pg_temp.draw(i, 22)))::int
    union all
    select 'genre', g.id
    from (select id, row_number() over (order by name) as place, count(*) over () as n
      from episodal.genres) g
    where i % 20 between 16 and 18 and g.place = 1 + floor(g.n * pg_temp.draw(i, 22))
    union all
    select 'franchise', f.id
    from (select id, row_number() over (order by name) as place, count(*) over () as n
      from episodal.franchises) f
    where i % 20 = 19 and f.place = 1 + floor(f.n * pg_temp.draw(i, 22))
  ) t
) follows
order by user_id, target_id;

insert into episodal.follower_changes (release_id, delta, at)
select target_id, 1, created_at
from episodal.subscriptions
where kind = 'release'
order by created_at, user_id;

insert into episodal.ratings (user_id, release_id, score)
select distinct on (user_id, release_id) user_id, release_id, score
from (
  select i, pg_temp.user_id(1 + floor({users} * pg_temp.draw(i, 30))::bigint) as user_id,
    k.release_id, 1 + floor(10 * sqrt(pg_temp.draw(i, 32)))::int as score
  from generate_series(1, {users}::bigint / 12) i
  join ranked k
    on k.rank = floor(power((select count(*) from ranked) + 1, pg_temp.draw(i, 31)))::int
) rated
order by user_id, release_id, i;

update episodal.release_scores s
set votes = r.votes, rating_sum = r.rating_sum, votes_by_score = r.votes_by_score
from (
  select release_id, sum(votes) as votes, sum(score * votes) as rating_sum,
    array_agg(votes order by score) as votes_by_score
  from (
    select k.release_id, scores.score, count(g.user_id) as votes
    from ranked k
    cross join generate_series(1, 10) scores (score)
    left join episodal.ratings g on g.release_id = k.release_id and g.score = scores.score
    group by k.release_id, scores.score
  ) by_score
  group by release_id
) r
where s.release_id = r.release_id;
