package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.ANNOUNCED_EPISODES;
import static io.episodal.adapter.persistence.schema.Tables.NOTIFICATION_EVENTS;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.notification.Announcement;
import io.episodal.domain.notification.Announcement.NewEpisodes;
import io.episodal.domain.notification.Announcement.NewRelease;
import io.episodal.domain.notification.EpisodeReference;
import io.episodal.domain.notification.NotificationEvent;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.port.out.NotificationEvents;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Announcements. */
final class JooqNotificationEvents implements NotificationEvents {
  private static final String NEW_EPISODE = "new_episode";
  private static final String NEW_RELEASE = "new_release";

  private static final String ADD_EPISODES =
      """
      with announced as (
        insert into episodal.announced_episodes (event_id, episode_id, title, number)
        select {0}, e.id, e.title, e.number
        from unnest({1}, {2}, {3}) as e (id, title, number)
        order by e.id
        on conflict (episode_id) do nothing
        returning 1
      )
      insert into episodal.notification_events (id, kind, release_id, release_title, created_at)
      select {0}, {4}, {5}, {6}, {7}
      where exists (select from announced)
      """;

  /**
   * The last episodes of an event {@code e}, with the count and the first number of all: those that
   * remain, or all if the event was retracted. One row without an episode if it is of none.
   */
  static final String NAMED_EPISODES =
      """
      left join lateral (
        select n.episode_id, n.title, n.number,
          count(*) over () as episode_count, min(n.number) over () as first_number
        from episodal.announced_episodes n
        where n.event_id = e.id and (n.retracted_at is null or e.retracted_at is not null)
        order by n.number desc
        limit %d
      ) a on true
      """
          .formatted(NewEpisodes.MOST_NAMED);

  private static final String FIND =
      """
      select e.kind, e.release_id, e.release_title, e.retracted_at is not null as retracted,
        a.episode_id, a.title, a.number, a.episode_count, a.first_number
      from episodal.notification_events e
      """
          + NAMED_EPISODES
          + "where e.id = {0}";

  private final DSLContext db;

  JooqNotificationEvents(DSLContext db) {
    this.db = db;
  }

  @Override
  public boolean add(NotificationId id, Announcement announcement, Instant since) {
    return switch (announcement) {
      case NewEpisodes told -> addEpisodes(id, told, since);
      case NewRelease added -> addRelease(id, added, since);
    };
  }

  private boolean addEpisodes(NotificationId id, NewEpisodes told, Instant since) {
    return db.execute(
            ADD_EPISODES,
            val(id.value()),
            SqlArrays.ids(told.episodes(), episode -> episode.id().value()),
            SqlArrays.texts(told.episodes(), EpisodeReference::title),
            SqlArrays.numbers(told.episodes(), EpisodeReference::number),
            val(NEW_EPISODE),
            val(told.release().value()),
            val(told.releaseTitle()),
            val(since.atOffset(ZoneOffset.UTC)))
        == 1;
  }

  private boolean addRelease(NotificationId id, NewRelease added, Instant since) {
    return db.insertInto(NOTIFICATION_EVENTS)
            .set(NOTIFICATION_EVENTS.ID, id.value())
            .set(NOTIFICATION_EVENTS.KIND, NEW_RELEASE)
            .set(NOTIFICATION_EVENTS.RELEASE_ID, added.release().value())
            .set(NOTIFICATION_EVENTS.RELEASE_TITLE, added.releaseTitle())
            .set(NOTIFICATION_EVENTS.CREATED_AT, since)
            .onConflictDoNothing()
            .execute()
        == 1;
  }

  @Override
  public Optional<NotificationEvent> find(NotificationId id) {
    var rows = db.fetch(FIND, val(id.value()));
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NotificationEvent(
                id, toAnnouncement(rows), rows.getFirst().get("retracted", Boolean.class)));
  }

  @Override
  public void retractEpisodes(Collection<EpisodeId> episodes, Instant now) {
    var events = lockEventsOf(episodes);
    if (events.isEmpty()) {
      return;
    }
    db.update(ANNOUNCED_EPISODES)
        .set(ANNOUNCED_EPISODES.RETRACTED_AT, now)
        .where(
            ANNOUNCED_EPISODES.EPISODE_ID.eq(SqlArrays.anyOf(episodes, EpisodeId::value)),
            ANNOUNCED_EPISODES.RETRACTED_AT.isNull())
        .execute();
    db.update(NOTIFICATION_EVENTS)
        .set(NOTIFICATION_EVENTS.RETRACTED_AT, now)
        .where(
            NOTIFICATION_EVENTS.ID.eq(SqlArrays.anyOf(events)),
            NOTIFICATION_EVENTS.RETRACTED_AT.isNull(),
            notExists(
                selectOne()
                    .from(ANNOUNCED_EPISODES)
                    .where(
                        ANNOUNCED_EPISODES.EVENT_ID.eq(NOTIFICATION_EVENTS.ID),
                        ANNOUNCED_EPISODES.RETRACTED_AT.isNull())))
        .execute();
  }

  @Override
  public void retractReleases(Collection<ReleaseId> releases, Instant now) {
    var ofReleases = NOTIFICATION_EVENTS.RELEASE_ID.eq(SqlArrays.anyOf(releases, ReleaseId::value));
    db.update(NOTIFICATION_EVENTS)
        .set(NOTIFICATION_EVENTS.RETRACTED_AT, now)
        .where(ofReleases, NOTIFICATION_EVENTS.RETRACTED_AT.isNull())
        .execute();
    db.update(ANNOUNCED_EPISODES)
        .set(ANNOUNCED_EPISODES.RETRACTED_AT, now)
        .where(
            ANNOUNCED_EPISODES.EVENT_ID.in(
                select(NOTIFICATION_EVENTS.ID).from(NOTIFICATION_EVENTS).where(ofReleases)),
            ANNOUNCED_EPISODES.RETRACTED_AT.isNull())
        .execute();
  }

  @Override
  public void restoreEpisodes(Collection<EpisodeId> episodes) {
    var events = lockEventsOf(episodes);
    if (events.isEmpty()) {
      return;
    }
    db.update(ANNOUNCED_EPISODES)
        .setNull(ANNOUNCED_EPISODES.RETRACTED_AT)
        .where(ANNOUNCED_EPISODES.EPISODE_ID.eq(SqlArrays.anyOf(episodes, EpisodeId::value)))
        .execute();
    db.update(NOTIFICATION_EVENTS)
        .setNull(NOTIFICATION_EVENTS.RETRACTED_AT)
        .where(NOTIFICATION_EVENTS.ID.eq(SqlArrays.anyOf(events)))
        .execute();
  }

  /**
   * The events that announced some of these episodes, locked: of two transactions that retract the
   * last two episodes of an event, one must see what the other did.
   */
  private List<UUID> lockEventsOf(Collection<EpisodeId> episodes) {
    return db.select(NOTIFICATION_EVENTS.ID)
        .from(NOTIFICATION_EVENTS)
        .where(
            NOTIFICATION_EVENTS.ID.in(
                select(ANNOUNCED_EPISODES.EVENT_ID)
                    .from(ANNOUNCED_EPISODES)
                    .where(
                        ANNOUNCED_EPISODES.EPISODE_ID.eq(
                            SqlArrays.anyOf(episodes, EpisodeId::value)))))
        .orderBy(NOTIFICATION_EVENTS.ID)
        .forNoKeyUpdate()
        .fetch(NOTIFICATION_EVENTS.ID);
  }

  /** The announcement of one event, of which there is a row for each episode that it names. */
  static Announcement toAnnouncement(List<Record> rows) {
    var first = rows.getFirst();
    var release = new ReleaseId(first.get("release_id", UUID.class));
    var title = first.get("release_title", String.class);
    return first.get("kind", String.class).equals(NEW_EPISODE)
        ? new NewEpisodes(
            release,
            title,
            rows.stream().map(JooqNotificationEvents::toReference).toList(),
            first.get("episode_count", Integer.class),
            first.get("first_number", Integer.class))
        : new NewRelease(release, title);
  }

  private static EpisodeReference toReference(Record row) {
    return new EpisodeReference(
        new EpisodeId(row.get("episode_id", UUID.class)),
        row.get("title", String.class),
        row.get("number", Integer.class));
  }
}
