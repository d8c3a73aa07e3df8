package io.episodal.domain.notification;

import io.episodal.domain.notification.Cause.Deed;
import io.episodal.domain.shared.Violations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Why a release is recommended to a user. Immutable. */
public sealed interface Reason {

  /** The reason as a sentence, in English; a pure function. */
  String text();

  /**
   * Because of what the user did.
   *
   * @param causes the strongest first; at least one
   */
  record Because(List<Cause> causes) implements Reason {
    public Because {
      if (causes.isEmpty()) {
        throw new IllegalArgumentException("a recommendation has a cause");
      }
      causes = List.copyOf(causes);
    }

    @Override
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

  /** In the words of whoever sent it by hand. */
  record ByHand(String text) implements Reason {
    public ByHand {
      new Violations().title("reason", text).throwIfAny();
    }
  }
}
