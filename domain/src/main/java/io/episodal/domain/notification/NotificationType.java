package io.episodal.domain.notification;

/** What a notification is about, in the words that stores, answers and settings use. */
public enum NotificationType {
  /** Episodes of a followed release can be watched. */
  NEW_EPISODE("new_episode"),
  /** A release has come into a followed genre or franchise. */
  NEW_RELEASE("new_release"),
  /** A release that the user may like. */
  RECOMMENDATION("recommendation"),
  /** What was held back at the limit, told together. */
  DIGEST("digest");

  private final String code;

  NotificationType(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /** The type of a code; an IllegalArgumentException if there is none. */
  public static NotificationType of(String code) {
    for (var type : values()) {
      if (type.code.equals(code)) {
        return type;
      }
    }
    throw new IllegalArgumentException("no type of notification: " + code);
  }
}
