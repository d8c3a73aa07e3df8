package io.episodal.adapter.http;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads ids in the one form that RFC 9562 gives them; {@code UUID.fromString} takes others too. */
final class Ids {
  static final String EXPECTED = "must be a UUID, such as 0197f3a2-5b7c-7c3e-9d41-6f2a8b0c4d1e";

  private static final Pattern CANONICAL =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Ids() {}

  static @Nullable UUID parse(String text) {
    return CANONICAL.matcher(text).matches() ? UUID.fromString(text) : null;
  }
}
