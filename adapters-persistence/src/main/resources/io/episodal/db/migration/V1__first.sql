-- Families of tables. Those of a user have user_id in every primary and unique key, those of a
-- release's events have release_id; no foreign key joins the families, so both can be distributed.
-- The catalogue, announcements, accounts, lanes, jobs and operations are small. Ids are UUIDs of
-- version 7, made by the application.

-- Catalogue ---------------------------------------------------------------------------------------

create table genres (
  id uuid not null,
  name text collate "C" not null,
  description text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint genres_pk primary key (id),
  constraint genres_name_unique unique (name)
);

create table franchises (
  id uuid not null,
  name text collate "C" not null,
  description text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint franchises_pk primary key (id),
  constraint franchises_name_unique unique (name)
);

create table releases (
  id uuid not null,
  title text not null,
  sort_title text collate "C" not null,
  description text,
  franchise_id uuid,
  release_date timestamptz,
  status text not null,
  tags text[] not null,
  poster_url text,
  banner_url text,
  total_episodes integer,
  alternative_titles jsonb not null,
  external_ids jsonb not null,
  search_terms text[] not null,
  import_key text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  constraint releases_pk primary key (id),
  constraint releases_import_key_unique unique (import_key),
  constraint releases_franchise_exists foreign key (franchise_id) references franchises,
  constraint releases_status_known
    check (status in ('announced', 'ongoing', 'completed', 'hiatus', 'cancelled'))
);
create index releases_by_title on releases (sort_title, id) where deleted_at is null;
create index releases_by_status on releases (status, id) where deleted_at is null;
create index releases_by_franchise on releases (franchise_id, id) where deleted_at is null;
-- With the title, so that some thousand found ones are sorted by an index alone; the key of scores
-- has the popularity.
create index releases_newest on releases (id) include (sort_title) where deleted_at is null;

-- What live releases are searched by, in narrow rows, so that counting a third of them reads few
-- pages: their search terms and, after a mark, '#' their tags and '=' their status. Triggers keep
-- it as they keep an index.
create table release_search (
  release_id uuid not null,
  document tsvector not null,
  constraint release_search_pk primary key (release_id),
  constraint release_search_release_exists
    foreign key (release_id) references releases on delete cascade
);
alter table release_search alter column document set statistics 0;

-- A document and the beginnings of its terms, of one and of two characters. One letter is thus one
-- term, where thousands that begin with it would have to be merged. Only the index has them, the
-- rows stay narrow. Not safe for parallel plans: starting a worker takes longer than a search.
create function with_beginnings(document tsvector) returns tsvector
  language sql immutable strict as $$
  select array_to_tsvector(
    tsvector_to_array(document)
      || array(
        select left(term, length)
        from unnest(tsvector_to_array(document)) term
        cross join generate_series(1, 2) length
        where left(term, 1) not in ('#', '=')))
$$;
create index release_search_by_term on release_search using gin (with_beginnings(document))
  with (fastupdate = off);

create function index_releases() returns trigger language plpgsql as $$
begin
  delete from episodal.release_search s
  using changed c
  where s.release_id = c.id and c.deleted_at is not null;
  insert into episodal.release_search
  select c.id,
    array_to_tsvector(
      c.search_terms
        || array(select '#' || tag from unnest(c.tags) as tag)
        || ('=' || c.status))
  from changed c
  where c.deleted_at is null
  on conflict (release_id) do update set document = excluded.document;
  return null;
end
$$;
create trigger releases_added after insert on releases
  referencing new table as changed
  for each statement execute function index_releases();
create trigger releases_changed after update on releases
  referencing new table as changed
  for each statement execute function index_releases();

create table release_genres (
  release_id uuid not null,
  genre_id uuid not null,
  constraint release_genres_pk primary key (release_id, genre_id),
  constraint release_genres_release_exists foreign key (release_id) references releases,
  constraint release_genres_genre_exists foreign key (genre_id) references genres
);
create index release_genres_by_genre on release_genres (genre_id, release_id);

-- What changes often about a release, apart from its wide row.
create table release_scores (
  release_id uuid not null,
  popularity double precision not null default 0,
  -- Logarithms to base 2 of decayed attention; without any, minus infinity.
  trending double precision not null default '-infinity',
  trending_day double precision not null default '-infinity',
  followers bigint not null default 0,
  votes bigint not null default 0,
  rating_sum bigint not null default 0,
  -- How many gave each score from 1 to 10.
  votes_by_score bigint[] not null default '{0,0,0,0,0,0,0,0,0,0}',
  constraint release_scores_pk primary key (release_id) include (popularity),
  constraint release_scores_release_exists foreign key (release_id) references releases
);
create index release_scores_by_popularity on release_scores (popularity desc, release_id desc);
create index release_scores_by_trending on release_scores (trending desc, release_id desc);
create index release_scores_by_trending_day on release_scores (trending_day desc, release_id desc);

create table episodes (
  id uuid not null,
  release_id uuid not null,
  title text not null,
  number integer not null,
  duration_seconds integer,
  description text,
  release_date timestamptz,
  status text not null,
  thumbnail_url text,
  due_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  constraint episodes_pk primary key (id),
  constraint episodes_release_exists foreign key (release_id) references releases,
  constraint episodes_number_positive check (number >= 1),
  constraint episodes_status_known check (status in ('upcoming', 'released')),
  constraint episodes_only_upcoming_are_due check (due_at is null or status = 'upcoming')
);
create unique index episodes_number_unique on episodes (release_id, number)
  where deleted_at is null;
-- An import does not bring back what was deleted.
create index episodes_deleted on episodes (release_id, number) where deleted_at is not null;
create index episodes_due on episodes (due_at) where due_at is not null and deleted_at is null;

create table ratings (
  user_id uuid not null,
  release_id uuid not null,
  score smallint not null,
  constraint ratings_pk primary key (user_id, release_id),
  constraint ratings_score_known check (score between 1 and 10)
);

-- Followers and what they are told ----------------------------------------------------------------

create table subscriptions (
  user_id uuid not null,
  kind text collate "C" not null,
  target_id uuid not null,
  id uuid not null,
  lane smallint not null,
  is_active boolean not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  constraint subscriptions_pk primary key (user_id, kind, target_id),
  constraint subscriptions_kind_known check (kind in ('release', 'genre', 'franchise'))
);
create index subscriptions_by_id on subscriptions (id);
create index subscriptions_audience on subscriptions (kind, target_id, lane, user_id)
  include (created_at) where is_active;
create index subscriptions_by_lane on subscriptions (lane, user_id) where is_active;

-- Who began (1) to follow a release at a time, and who did so and ceased (-1), until the roll-up has
-- counted it.
create table follower_changes (
  release_id uuid not null,
  delta bigint not null,
  at timestamptz not null
);

create table notification_events (
  id uuid not null,
  kind text not null,
  release_id uuid not null,
  release_title text not null,
  created_at timestamptz not null,
  retracted_at timestamptz,
  constraint notification_events_pk primary key (id),
  constraint notification_events_kind_known check (kind in ('new_episode', 'new_release'))
);
create index notification_events_by_release on notification_events (release_id);
create unique index notification_events_release_once on notification_events (release_id)
  where kind = 'new_release';

-- The episodes of a new_episode event. The event is retracted when the last of them is.
create table announced_episodes (
  event_id uuid not null,
  episode_id uuid not null,
  title text not null,
  number integer not null,
  retracted_at timestamptz,
  constraint announced_episodes_pk primary key (event_id, episode_id),
  constraint announced_episodes_once unique (episode_id),
  constraint announced_episodes_event_exists foreign key (event_id) references notification_events
);

-- The one key serves the limit, the list and the cursor. A digest is a row whose event_id is its own
-- and whose digest names the events it tells of; likewise a recommendation. The type, 1 new_episode, 2 new_release,
-- 3 recommendation or 4 digest, fills a gap behind the lane and makes no row longer.
create table inbox (
  delivered_at timestamptz not null,
  user_id uuid not null,
  event_id uuid not null,
  lane smallint not null,
  type smallint not null,
  read_at timestamptz,
  hidden_at timestamptz,
  archived_at timestamptz,
  digest uuid[],
  recommendation jsonb,
  constraint inbox_pk primary key (lane, user_id, delivered_at, event_id),
  constraint inbox_type_known check (type between 1 and 4)
);
create index inbox_personal on inbox (event_id) where type in (3, 4);

-- Announcements held back at the limit, until a digest tells of them.
create table digest_items (
  lane smallint not null,
  user_id uuid not null,
  event_id uuid not null,
  held_at timestamptz not null,
  due_at timestamptz not null,
  constraint digest_items_pk primary key (lane, user_id, event_id)
);
create index digest_items_due on digest_items (lane, due_at);

-- Of users who have said something. What they hear nothing of is in notification_mutes.
create table notification_preferences (
  user_id uuid not null,
  time_zone text not null,
  quiet_from time,
  quiet_to time,
  digest_cadence text not null,
  locale text,
  constraint notification_preferences_pk primary key (user_id),
  constraint notification_preferences_cadence_known
    check (digest_cadence in ('when_free', 'daily', 'weekly')),
  constraint notification_preferences_quiet_whole
    check ((quiet_from is null) = (quiet_to is null) and quiet_from <> quiet_to)
);

-- What a user hears nothing of, such as release:0197..., genre:..., franchise:... or
-- type:new_release, and since when; what has ended is kept to tell why something was not sent.
create table notification_mutes (
  user_id uuid not null,
  subject text collate "C" not null,
  muted_at timestamptz not null,
  ended_at timestamptz,
  constraint notification_mutes_pk primary key (user_id, subject, muted_at)
);
create unique index notification_mutes_of_user on notification_mutes (user_id, subject)
  where ended_at is null;
create index notification_mutes_ended on notification_mutes (ended_at) where ended_at is not null;

-- Whatever silences an announcement for those who have muted it.
create function subjects_of(event uuid) returns text[] language sql stable as $$
  select array['type:' || e.kind, 'release:' || e.release_id, 'franchise:' || r.franchise_id]
    || array(
      select 'genre:' || g.genre_id
      from episodal.release_genres g
      where g.release_id = e.release_id)
  from episodal.notification_events e
  left join episodal.releases r on r.id = e.release_id
  where e.id = event
$$;

-- Whoever delivers to users of a lane locks its row and stamps no earlier than last_stamp.
create table delivery_lanes (
  lane smallint not null,
  last_stamp timestamptz not null,
  constraint delivery_lanes_pk primary key (lane)
);
insert into delivery_lanes select lane, 'epoch' from generate_series(0, 63) lane;

-- Views -------------------------------------------------------------------------------------------

create table view_events (
  viewed_at timestamptz not null,
  transaction_id bigint not null default pg_current_xact_id()::text::bigint,
  id uuid not null,
  release_id uuid not null,
  viewer uuid not null,
  episode_id uuid,
  watched_seconds integer not null,
  completion double precision not null,
  signed_in boolean not null,
  engaged boolean not null,
  -- Why a filter doubts the view; null if none does.
  flag text collate "C",
  constraint view_events_pk primary key (release_id, viewed_at, id),
  constraint view_events_flag_known check (flag in ('user_agent', 'network', 'media_time'))
) partition by range (viewed_at);
create index view_events_by_transaction on view_events using brin (transaction_id)
  with (pages_per_range = 32, autosummarize = on);
-- Holds what no partition of a month was made for, so that recording never fails.
create table view_events_rest partition of view_events default;

-- What the views of a release in a UTC hour add up to. Each figure is a function of the set of
-- views, whatever the order in which they came. Sums of completion are in thousandths of a percent.
-- With them stand those who began to follow, since both make a trend.
create table view_hours (
  release_id uuid not null,
  hour_at timestamptz not null,
  total_views bigint not null,
  completion_sum bigint not null,
  engaged_views bigint not null,
  completions bigint not null,
  watched_seconds bigint not null,
  new_followers bigint not null default 0,
  constraint view_hours_pk primary key (release_id, hour_at)
);
create index view_hours_by_hour on view_hours (hour_at);

-- Who watched on a UTC day. A set of viewers begins with a byte that tells its format; how many are in
-- it stands beside it. Of many that is an estimate, which may exceed the number of views.
create table view_days (
  release_id uuid not null,
  day date not null,
  viewers bytea not null default '',
  unique_viewers bigint not null default 0,
  constraint view_days_pk primary key (release_id, day)
);

-- An episode's views since the first. Of those signed in, the smallest hashes, which tell how many
-- two episodes share.
create table episode_stats (
  release_id uuid not null,
  episode_id uuid not null,
  total_views bigint not null,
  completions bigint not null,
  viewers bytea not null,
  unique_viewers bigint not null,
  signed_in bytea not null,
  constraint episode_stats_pk primary key (release_id, episode_id)
);
alter table episode_stats alter column viewers set storage external;
alter table episode_stats alter column signed_in set storage external;

-- How many views of a UTC day each filter doubted, and how many none did, of deleted releases, too.
create table view_flags (
  day date not null,
  reason text collate "C" not null,
  events bigint not null,
  constraint view_flags_pk primary key (day, reason)
);

-- A row for each release and window from the release's beginning, so that lists are index scans. A
-- window holds the hours from its first one on.
create table release_stats (
  release_id uuid not null,
  stat_window text collate "C" not null,
  total_views bigint not null default 0,
  viewers bytea not null default '',
  unique_viewers bigint not null default 0,
  completion_sum bigint not null default 0,
  engaged_views bigint not null default 0,
  completions bigint not null default 0,
  watched_seconds bigint not null default 0,
  constraint release_stats_pk primary key (release_id, stat_window),
  constraint release_stats_window_known check (stat_window in ('24h', '7d', '30d', '91d', 'all'))
);
-- Figures change more often than sets of viewers and are read without them.
alter table release_stats alter column viewers set storage external;
alter table release_stats set (toast_tuple_target = 128);
create index release_stats_most_viewed
  on release_stats (stat_window, total_views desc, release_id desc);

-- How far the roll-up is. Views of transactions below counted_below are counted; windows are right
-- for the hour windows_at; views before events_from may have been dropped.
create table stats_progress (
  counted_below bigint not null,
  windows_at timestamptz,
  folded_at timestamptz,
  events_from timestamptz
);
insert into stats_progress values (0);

create table viewer_salts (
  day date not null,
  salt bytea not null,
  constraint viewer_salts_pk primary key (day)
);

-- Recommendations ---------------------------------------------------------------------------------

-- What signed-in users watched, noted from their views; engaged if one of these was.
create table watched (
  user_id uuid not null,
  release_id uuid not null,
  watched_at timestamptz not null,
  lane smallint not null,
  engaged boolean not null,
  constraint watched_pk primary key (lane, user_id, release_id)
);
create index watched_by_release on watched (release_id, watched_at desc) include (lane, user_id)
  where engaged;

-- Views up to this transaction, and of it those of releases up to this one, have been noted.
create table watched_progress (
  transaction_id bigint not null,
  release_id uuid not null
);
insert into watched_progress values (0, '00000000-0000-0000-0000-000000000000');

-- How many users follow a release or had an engaged view of it.
create table release_takers (
  release_id uuid not null,
  takers bigint not null,
  constraint release_takers_pk primary key (release_id)
);

-- What is most like a release, and what is most popular in a genre or franchise.
create table related_releases (
  kind text collate "C" not null,
  target_id uuid not null,
  release_id uuid not null,
  likeness double precision not null,
  constraint related_releases_pk primary key (kind, target_id, release_id)
);

-- Background work ---------------------------------------------------------------------------------

create table operations (
  id uuid not null,
  kind text not null,
  resource_id uuid not null,
  status text not null,
  total bigint not null default 0,
  processed bigint not null default 0,
  notified bigint not null default 0,
  digested bigint not null default 0,
  failed bigint not null default 0,
  open_jobs integer not null default 0,
  ended_jobs integer not null default 0,
  created_at timestamptz not null,
  finished_at timestamptz,
  error text,
  constraint operations_pk primary key (id),
  constraint operations_status_known
    check (status in ('pending', 'running', 'succeeded', 'failed'))
);
create index operations_finished on operations (finished_at) where finished_at is not null;

create table jobs (
  id uuid not null,
  kind text not null,
  payload jsonb not null,
  operation_id uuid,
  recurring boolean not null,
  attempts integer not null default 0,
  queued_at timestamptz not null,
  due_at timestamptz not null,
  set_aside_at timestamptz,
  last_error text,
  -- Of recurring jobs: when the run under way began, and how the last one that ended went.
  run_began_at timestamptz,
  last_began_at timestamptz,
  last_ended_at timestamptz,
  last_failure text,
  constraint jobs_pk primary key (id)
);
create index jobs_due on jobs (due_at, id) where set_aside_at is null;
create index jobs_set_aside on jobs (set_aside_at, id) where set_aside_at is not null;

-- Accounts ----------------------------------------------------------------------------------------

create table accounts (
  id uuid not null,
  email text not null,
  email_key text collate "C" not null,
  display_name text,
  locale text,
  role text not null,
  password_hash text not null,
  created_at timestamptz not null,
  constraint accounts_pk primary key (id),
  constraint accounts_email_unique unique (email_key),
  constraint accounts_role_known check (role in ('user', 'admin'))
);

-- A sign-in is the family of its refresh tokens: whoever uses or revokes one locks this row.
create table sign_ins (
  id uuid not null,
  user_id uuid not null,
  revoked_at timestamptz,
  constraint sign_ins_pk primary key (id)
);
create index sign_ins_of_user on sign_ins (user_id) where revoked_at is null;

create table refresh_tokens (
  hash text collate "C" not null,
  sign_in uuid not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint refresh_tokens_pk primary key (hash),
  constraint refresh_tokens_sign_in_fk foreign key (sign_in) references sign_ins (id)
);
create index refresh_tokens_expiring on refresh_tokens (expires_at);
create index refresh_tokens_of_sign_in on refresh_tokens (sign_in);
