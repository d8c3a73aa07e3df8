package io.episodal.domain.notification;

import io.episodal.domain.notification.Cause.Deed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Why a release is recommended to a user: because of what the user did. Immutable.
 *
 * @param causes the strongest first; at least one
 */
public record Reason(List<Cause> causes) {
  public Reason {
    if (causes.isEmpty()) {
      throw new IllegalArgumentException("a recommendation has a cause");
    }
    causes = List.copyOf(causes);
  }

  /** The reason as a sentence, in English; a pure function. */
  public String text() {
    var titles = new LinkedHashMap<Deed, List<String>>();
    for (var cause : causes) {
      titles.computeIfAbsent(cause.deed(), deed -> new ArrayList<>()).add(cause.title());
    }
    var parts =
        titles.entrySet().stream()
            .map(deed -> verb(deed.getKey()) + " " + Phrases.join(deed.getValue(), " and "))
            .toList();
    return "Because you " + Phrases.join(parts, " and ");
  }

  private static String verb(Deed deed) {
    return switch (deed) {
      case FOLLOWS -> "follow";
      case WATCHED -> "watched";
      case LIKES -> "like";
    };
  }
}
