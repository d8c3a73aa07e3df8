package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.NOTIFICATION_MUTES;
import static io.episodal.adapter.persistence.schema.Tables.NOTIFICATION_PREFERENCES;
import static org.jooq.impl.DSL.val;

import io.episodal.adapter.persistence.schema.tables.records.NotificationPreferencesRecord;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.DigestCadence;
import io.episodal.domain.notification.MuteSubject;
import io.episodal.domain.notification.NotificationPreferences;
import io.episodal.domain.notification.QuietHours;
import io.episodal.domain.notification.port.out.Preferences;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;

/** Preferences, and as rows of their own what is muted since when. */
final class SqlPreferences implements Preferences {
  private static final String UNMUTE =
      """
      update episodal.notification_mutes
      set ended_at = {2}
      where user_id = {0} and ended_at is null and subject <> all ({1})
      """;

  /** What is muted already stays so; what was unmuted at the same instant is so again. */
  private static final String MUTE =
      """
      insert into episodal.notification_mutes as m (user_id, subject, muted_at)
      select {0}, wanted.subject, {2}
      from unnest({1}) as wanted (subject)
      where not exists (
        select 1
        from episodal.notification_mutes m
        where m.user_id = {0} and m.subject = wanted.subject and m.ended_at is null
      )
      on conflict (user_id, subject, muted_at) do update set ended_at = null
      """;

  private final DSLContext db;
  private final StoreClock clock;

  SqlPreferences(DSLContext db, StoreClock clock) {
    this.db = db;
    this.clock = clock;
  }

  /** When and how a user is told; of what not, is not in this row. */
  static NotificationPreferences preferences(NotificationPreferencesRecord row) {
    return new NotificationPreferences(
        Set.of(),
        Set.of(),
        ZoneId.of(row.getTimeZone()),
        row.getQuietFrom() == null ? null : new QuietHours(row.getQuietFrom(), row.getQuietTo()),
        DigestCadence.valueOf(row.getDigestCadence().toUpperCase(Locale.ROOT)),
        row.getLocale());
  }

  @Override
  public NotificationPreferences find(UserId user) {
    var said =
        db.selectFrom(NOTIFICATION_PREFERENCES)
            .where(NOTIFICATION_PREFERENCES.USER_ID.eq(user.value()))
            .fetchOptional();
    return said.map(SqlPreferences::preferences)
        .map(preferences -> preferences.hearingNothingOf(silenced(user)))
        .orElse(NotificationPreferences.USUAL);
  }

  @Override
  public Map<UserId, NotificationPreferences> withQuietHours(Set<UserId> users) {
    return db.selectFrom(NOTIFICATION_PREFERENCES)
        .where(
            NOTIFICATION_PREFERENCES.USER_ID.eq(SqlArrays.anyOf(users, UserId::value)),
            NOTIFICATION_PREFERENCES.QUIET_FROM.isNotNull())
        .fetchMap(row -> new UserId(row.getUserId()), SqlPreferences::preferences);
  }

  @Override
  public NotificationPreferences findForUpdate(UserId user) {
    var usual = row(user, NotificationPreferences.USUAL);
    db.insertInto(NOTIFICATION_PREFERENCES).set(usual).onConflictDoNothing().execute();
    db.selectOne()
        .from(NOTIFICATION_PREFERENCES)
        .where(NOTIFICATION_PREFERENCES.USER_ID.eq(user.value()))
        .forUpdate()
        .fetch();
    return find(user);
  }

  @Override
  public void put(UserId user, NotificationPreferences preferences) {
    var row = row(user, preferences);
    db.insertInto(NOTIFICATION_PREFERENCES)
        .set(row)
        .onConflict(NOTIFICATION_PREFERENCES.USER_ID)
        .doUpdate()
        .set(row)
        .execute();
    var subjects = SqlArrays.texts(preferences.silenced(), SqlMutes::written);
    var now = clock.now();
    db.execute(UNMUTE, val(user.value()), subjects, now);
    db.execute(MUTE, val(user.value()), subjects, now);
  }

  @Override
  public long forgetEnded(Instant before) {
    return db.deleteFrom(NOTIFICATION_MUTES)
        .where(NOTIFICATION_MUTES.ENDED_AT.lt(before))
        .execute();
  }

  private List<MuteSubject> silenced(UserId user) {
    return db.select(NOTIFICATION_MUTES.SUBJECT)
        .from(NOTIFICATION_MUTES)
        .where(NOTIFICATION_MUTES.USER_ID.eq(user.value()), NOTIFICATION_MUTES.ENDED_AT.isNull())
        .fetch(row -> SqlMutes.read(row.value1()));
  }

  private static NotificationPreferencesRecord row(
      UserId user, NotificationPreferences preferences) {
    var quiet = preferences.quiet();
    var row = new NotificationPreferencesRecord();
    row.setUserId(user.value());
    row.setTimeZone(preferences.zone().getId());
    row.setQuietFrom(quiet == null ? null : quiet.from());
    row.setQuietTo(quiet == null ? null : quiet.to());
    row.setDigestCadence(preferences.cadence().code());
    row.setLocale(preferences.language());
    return row;
  }
}
