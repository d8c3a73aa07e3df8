package io.episodal.adapter.http;

import io.episodal.domain.shared.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes cursors as opaque text and reads them back. */
final class Cursors {
  static final String EXPECTED = "is not a cursor; take it from next_cursor as it is";

  private Cursors() {}

  static @Nullable String write(@Nullable Cursor cursor) {
    if (cursor == null) {
      return null;
    }
    var parts = new ArrayList<String>();
    parts.add(cursor.list());
    parts.addAll(cursor.key());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(parts));
  }

  static @Nullable Cursor read(String text) {
    try {
      return StrictJson.parse(Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.UTF_8)))
              instanceof List<?> parts
          ? of(parts)
          : null;
    } catch (IllegalArgumentException | Refusal e) {
      return null;
    }
  }

  private static @Nullable Cursor of(List<?> parts) {
    var texts = new ArrayList<String>();
    for (var part : parts) {
      if (!(part instanceof String text) || WellFormed.faultOf(text) != null) {
        return null;
      }
      texts.add(text);
    }
    return texts.isEmpty() ? null : new Cursor(texts.getFirst(), texts.subList(1, texts.size()));
  }
}
