package io.episodal.adapter.persistence;

import io.episodal.domain.notification.NotificationType;

/** The numbers that inboxes keep for types of notifications; they never change. */
final class StoredTypes {
  private StoredTypes() {}

  static NotificationType of(int number) {
    for (var type : NotificationType.values()) {
      if (number(type) == number) {
        return type;
      }
    }
    throw new IllegalArgumentException("no type of notification has the number " + number);
  }

  static short number(NotificationType type) {
    return switch (type) {
      case NEW_EPISODE -> 1;
      case NEW_RELEASE -> 2;
      case RECOMMENDATION -> 3;
      case DIGEST -> 4;
    };
  }
}
