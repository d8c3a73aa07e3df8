package io.episodal.adapter.persistence;

import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.Violations;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/** Reads the parts of a cursor's key; what no list of ours gave out is refused. */
final class Keyset {
  private final Cursor cursor;

  /** The key of a cursor of {@code list} with so many parts. */
  Keyset(Cursor cursor, String list, int parts) {
    this.cursor = cursor.of(list, parts);
  }

  /** A text that the database can compare with. */
  String text(int part) {
    var text = cursor.key().get(part);
    if (!new Violations().text("cursor", text, Violations.TITLE_LENGTH * 2).isEmpty()) {
      throw Cursor.foreign();
    }
    return text;
  }

  UUID id(int part) {
    try {
      return UUID.fromString(text(part));
    } catch (IllegalArgumentException e) {
      throw Cursor.foreign();
    }
  }

  int number(int part) {
    try {
      return Integer.parseInt(text(part));
    } catch (NumberFormatException e) {
      throw Cursor.foreign();
    }
  }

  long count(int part) {
    try {
      return Long.parseLong(text(part));
    } catch (NumberFormatException e) {
      throw Cursor.foreign();
    }
  }

  double decimal(int part) {
    try {
      return Double.parseDouble(text(part));
    } catch (NumberFormatException e) {
      throw Cursor.foreign();
    }
  }

  Instant instant(int part) {
    try {
      var instant = Instant.parse(text(part));
      if (!new Violations().date("cursor", instant).isEmpty()) {
        throw Cursor.foreign();
      }
      return instant;
    } catch (DateTimeException e) {
      throw Cursor.foreign();
    }
  }
}
