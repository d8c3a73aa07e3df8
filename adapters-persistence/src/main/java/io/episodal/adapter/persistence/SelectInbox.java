package io.episodal.adapter.persistence;

import static org.jooq.impl.DSL.val;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Content;
import io.episodal.domain.notification.InboxFilter;
import io.episodal.domain.notification.InboxPage;
import io.episodal.domain.notification.Notification;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Result;

/** Reads a page of an inbox with its counts and what its digests tell of, in one statement. */
final class SelectInbox {
  private static final String LIST = "notifications";

  /**
   * Of a row {@code i} with its event {@code e}, if it has one: not hidden by its owner, and if its
   * owner has not read it, not retracted: a digest is if all it tells of is, a recommendation if
   * its release is deleted.
   */
  static final String VISIBLE =
      """
      i.hidden_at is null and (i.read_at is not null or case
        when i.recommendation is not null then not exists (
          select 1
          from episodal.releases r
          where r.id = (i.recommendation ->> 'release')::uuid and r.deleted_at is not null)
        when i.digest is null then e.retracted_at is null
        else exists (
          select 1
          from episodal.notification_events told
          where told.id = any(i.digest) and told.retracted_at is null)
        end)
      """;

  /**
   * One row for each notification of the page, of a digest for each event it tells of, and of
   * episodes for each that is named; one row without a notification if the page is empty. What is
   * counted and what is shown are read apart: to count, nothing of what was read is looked up, and
   * a page ends its walk along the index with its last row.
   */
  private static final String PAGE =
      """
      with visible as not materialized (
        select i.delivered_at, i.event_id, i.read_at, i.digest, i.recommendation,
          i.archived_at is null as is_in_inbox,
          (i.archived_at is not null) = {2} and (not {3} or i.read_at is null)
            and (cardinality({4}) = 0 or i.type = any({4})) as is_wanted
        from episodal.inbox i
        left join episodal.notification_events e
          on e.id = case when i.read_at is null then i.event_id end
        where i.lane = {0} and i.user_id = {1} and
      """
          + VISIBLE
          + """
          ), counts as (
            select count(*) filter (where is_wanted) as wanted,
              count(*) filter (where is_in_inbox and read_at is null) as unread
            from visible
          ), page as (
            select delivered_at, event_id, read_at, coalesce(digest, array[event_id]) as events,
              digest is not null as is_digest, recommendation
            from visible
            where is_wanted
              and ({5}::timestamptz is null or (delivered_at, event_id) < ({5}, {6}))
            order by delivered_at desc, event_id desc
            limit {7} offset {8}
          )
          select c.wanted, c.unread,
            (select locale from episodal.notification_preferences where user_id = {1}) as locale,
            p.delivered_at, p.event_id, p.read_at, p.is_digest, p.recommendation,
            e.id, e.kind, e.release_id, e.release_title, e.retracted_at,
            a.episode_id, a.title, a.number, a.episode_count, a.first_number
          from counts c
          left join page p on true
          left join episodal.notification_events e on e.id = any(p.events)
          """
          + JooqNotificationEvents.NAMED_EPISODES
          + "order by p.delivered_at desc, p.event_id desc, e.id";

  private final DSLContext db;

  SelectInbox(DSLContext db) {
    this.db = db;
  }

  InboxPage page(UserId user, InboxFilter filter, PageRequest request) {
    var key = request.after().map(cursor -> new Keyset(cursor, LIST, 2));
    var rows =
        db.fetch(
            PAGE,
            val((short) user.lane()),
            val(user.value()),
            val(filter.archived()),
            val(filter.unreadOnly()),
            val(filter.types().stream().map(StoredTypes::number).toArray(Short[]::new)),
            val(
                key.map(after -> after.instant(0).atOffset(ZoneOffset.UTC)).orElse(null),
                OffsetDateTime.class),
            val(key.map(after -> after.id(1)).orElse(null), UUID.class),
            val(request.limit() + 1),
            val(request.skip()));
    var counts = rows.getFirst();
    var page =
        Page.of(
            request,
            notifications(rows),
            counts.get("wanted", Long.class),
            SelectInbox::cursorAfter);
    return new InboxPage(
        page, counts.get("unread", Long.class), counts.get("locale", String.class));
  }

  private static List<Notification> notifications(Result<Record> rows) {
    var ofPage = rows.stream().filter(row -> row.get("delivered_at") != null).toList();
    return by("event_id", ofPage).stream().map(SelectInbox::notification).toList();
  }

  /** The rows in groups of one id, in their order. */
  static Collection<List<Record>> by(String id, List<Record> rows) {
    var groups = new LinkedHashMap<UUID, List<Record>>();
    for (var row : rows) {
      groups.computeIfAbsent(row.get(id, UUID.class), each -> new ArrayList<>()).add(row);
    }
    return groups.values();
  }

  /**
   * The notification of one user, of which there is a row for each thing that it tells of. It tells
   * of what still stands, or of all if nothing does.
   */
  static Notification notification(List<Record> rows) {
    var first = rows.getFirst();
    return new Notification(
        new NotificationId(first.get("event_id", UUID.class)),
        content(first, rows),
        first.get("delivered_at", Instant.class),
        first.get("read_at", Instant.class));
  }

  private static Content content(Record first, List<Record> rows) {
    var recommendation = first.get("recommendation", JSONB.class);
    if (recommendation != null) {
      return StoredRecommendation.read(recommendation);
    }
    var standing = rows.stream().filter(row -> row.get("retracted_at") == null).toList();
    var announcements =
        by("id", standing.isEmpty() ? rows : standing).stream()
            .map(JooqNotificationEvents::toAnnouncement)
            .toList();
    return first.get("is_digest", Boolean.class)
        ? new Content.Digest(announcements)
        : new Content.Single(announcements.getFirst());
  }

  private static Cursor cursorAfter(Notification last) {
    return Cursor.after(LIST, last.deliveredAt(), last.id().value());
  }
}
