package io.episodal.domain.notification;

import io.episodal.domain.notification.Cause.Deed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** The reason as a sentence; a pure function. */
  public String text(Language language) {
    var messages = Messages.in(language);
    var titles = new LinkedHashMap<Deed, List<String>>();
    for (var cause : causes) {
      titles.computeIfAbsent(cause.deed(), deed -> new ArrayList<>()).add(cause.title());
    }
    var deeds = new ArrayList<String>();
    titles.forEach((deed, of) ->
        deeds.add(messages.text("reason." + deed.code(), Map.of("titles", messages.list(of)))));
    return messages.text("reason", Map.of("deeds", messages.list(deeds)));
  }
}
