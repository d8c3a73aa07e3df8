package io.episodal.adapter.http;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.InboxPosition;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.Violations;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes places in inboxes as ids of events and reads them back from {@code Last-Event-ID}. An id
 * names its user, so that one of somebody else is found out; it is no secret and proves nothing.
 */
final class StreamPlaces {
  static final String HEADER = "Last-Event-ID";

  private static final String STREAM = "stream";
  private static final int PARTS = 3;

  private StreamPlaces() {}

  /** A place in the inbox of a user, or so the id says. */
  record Place(UserId user, InboxPosition position) {}

  static String write(UserId user, InboxPosition position) {
    var cursor = Cursor.after(STREAM, user.value(), position.deliveredAt(), position.id().value());
    return String.valueOf(Cursors.write(cursor));
  }

  /** The place that an id names; invalid if it names none. */
  static Place read(String id) {
    var cursor = Cursors.read(id);
    if (cursor == null || !cursor.list().equals(STREAM) || cursor.key().size() != PARTS) {
      throw noId();
    }
    var owner = uuid(cursor.key().get(0));
    var position =
        new InboxPosition(
            instant(cursor.key().get(1)), new NotificationId(uuid(cursor.key().get(2))));
    return new Place(new UserId(owner), position);
  }

  private static UUID uuid(String text) {
    var id = Ids.parse(text);
    if (id == null) {
      throw noId();
    }
    return id;
  }

  private static Instant instant(String text) {
    var instant = parsed(text);
    if (instant == null || !new Violations().date(HEADER, instant).isEmpty()) {
      throw noId();
    }
    return instant;
  }

  private static @Nullable Instant parsed(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Refusal noId() {
    return Refusal.invalid(
        Fault.Place.PARAMETERS, HEADER, "is no id of this stream; send one as it came, or none");
  }
}
