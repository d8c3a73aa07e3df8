package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.NOTIFICATION_EVENTS;

import io.episodal.adapter.persistence.schema.tables.records.NotificationEventsRecord;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.notification.Announcement;
import io.episodal.domain.notification.Announcement.NewEpisode;
import io.episodal.domain.notification.Announcement.NewRelease;
import io.episodal.domain.notification.NotificationEvent;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.port.out.NotificationEvents;
import java.time.Instant;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Announcements. */
final class JooqNotificationEvents implements NotificationEvents {
  private static final String NEW_EPISODE = "new_episode";
  private static final String NEW_RELEASE = "new_release";

  private final DSLContext db;
  private final StoreClock clock;

  JooqNotificationEvents(DSLContext db, StoreClock clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public boolean add(NotificationId id, Announcement announcement) {
    var row = new NotificationEventsRecord();
    row.setId(id.value());
    row.setReleaseId(announcement.release().value());
    row.setReleaseTitle(announcement.releaseTitle());
    switch (announcement) {
      case NewEpisode episode -> {
        row.setKind(NEW_EPISODE);
        row.setEpisodeId(episode.episode().value());
        row.setEpisodeTitle(episode.episodeTitle());
        row.setNumber(episode.number());
      }
      case NewRelease release -> row.setKind(NEW_RELEASE);
    }
    return db.insertInto(NOTIFICATION_EVENTS)
            .set(row)
            .set(NOTIFICATION_EVENTS.CREATED_AT, clock.now())
            .onConflictDoNothing()
            .execute()
        == 1;
  }

  @Override
  public Optional<NotificationEvent> find(NotificationId id) {
    return db.selectFrom(NOTIFICATION_EVENTS)
        .where(NOTIFICATION_EVENTS.ID.eq(id.value()))
        .fetchOptional(
            row -> new NotificationEvent(id, toAnnouncement(row), row.getRetractedAt() != null));
  }

  @Override
  public void retract(EpisodeId episode, Instant now) {
    retract(ofEpisode(episode), now);
  }

  @Override
  public void retract(ReleaseId release, Instant now) {
    retract(NOTIFICATION_EVENTS.RELEASE_ID.eq(release.value()), now);
  }

  @Override
  public void restore(EpisodeId episode) {
    db.update(NOTIFICATION_EVENTS)
        .setNull(NOTIFICATION_EVENTS.RETRACTED_AT)
        .where(ofEpisode(episode))
        .execute();
  }

  private void retract(Condition events, Instant now) {
    db.update(NOTIFICATION_EVENTS)
        .set(NOTIFICATION_EVENTS.RETRACTED_AT, now)
        .where(events, NOTIFICATION_EVENTS.RETRACTED_AT.isNull())
        .execute();
  }

  private static Condition ofEpisode(EpisodeId episode) {
    return NOTIFICATION_EVENTS.EPISODE_ID.eq(episode.value());
  }

  static Announcement toAnnouncement(NotificationEventsRecord row) {
    var release = new ReleaseId(row.getReleaseId());
    return row.getKind().equals(NEW_EPISODE)
        ? new NewEpisode(
            release,
            row.getReleaseTitle(),
            new EpisodeId(row.getEpisodeId()),
            row.getEpisodeTitle(),
            row.getNumber())
        : new NewRelease(release, row.getReleaseTitle());
  }
}
