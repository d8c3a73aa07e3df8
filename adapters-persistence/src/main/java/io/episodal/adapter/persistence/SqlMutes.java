package io.episodal.adapter.persistence;

import static org.jooq.impl.DSL.val;

import io.episodal.domain.notification.MuteSubject;
import io.episodal.domain.notification.NotificationType;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.util.UUID;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;

/**
 * Conditions on a user {@code u}: who has not muted an announcement. Each user's mutes, mostly
 * none, are looked up once by the user alone; {@code offset 0} keeps the planner from reading the
 * mutes of everybody instead.
 */
final class SqlMutes {
  /** Muted by who has switched digests off. */
  static final String DIGESTS = "type:digest";

  private static final String TYPE = "type:";
  private static final String WANTED =
      """
      not exists (
        select 1
        from episodal.notification_mutes m
        where m.user_id = u.user_id and m.ended_at is null
          and array_position({0}, m.subject) is not null
        offset 0
      )
      """;

  private SqlMutes() {}

  /** The user has muted none of these subjects, an array. */
  static QueryPart wanted(QueryPart subjects) {
    return DSL.sql(WANTED, subjects);
  }

  /** The user has not switched digests off. */
  static QueryPart wantsDigests() {
    return wanted(DSL.sql("array[{0}]", val(DIGESTS)));
  }

  static String written(MuteSubject subject) {
    return switch (subject) {
      case MuteSubject.OfType(var type) -> TYPE + type.code();
      case MuteSubject.OfTarget(var target) -> target.kind() + ":" + target.value();
    };
  }

  static MuteSubject read(String subject) {
    var colon = subject.indexOf(':');
    var rest = subject.substring(colon + 1);
    return subject.startsWith(TYPE)
        ? new MuteSubject.OfType(NotificationType.of(rest))
        : new MuteSubject.OfTarget(
            SubscriptionTarget.of(subject.substring(0, colon), UUID.fromString(rest)));
  }
}
