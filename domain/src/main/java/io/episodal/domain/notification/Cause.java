package io.episodal.domain.notification;

import io.episodal.domain.subscription.SubscriptionTarget;
import java.util.Locale;

/**
 * What a user did that speaks for a release. Immutable.
 *
 * @param target what the user did it with
 * @param title the target's title or name
 */
public record Cause(Deed deed, SubscriptionTarget target, String title) {

  /** What a user can do. */
  public enum Deed {
    /** Follows it. */
    FOLLOWS,
    /** Watched it, for long enough that it counts. */
    WATCHED,
    /** Watched or follows much of it. */
    LIKES;

    /** The name that stores and answers use. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Deed ofCode(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}
