package io.episodal.adapter.persistence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as {@code COPY (FORMAT binary)} reads them: each value as its length and the bytes of
 * PostgreSQL's own form of its type. Not thread-safe.
 */
final class BinaryRows {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final int FULL = 64 * 1024;
  private static final int NULL = -1;
  private static final int TEXT_OID = 25;
  private static final byte JSONB_VERSION = 1;
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final Target target;
  private ByteBuffer buffer = ByteBuffer.allocate(2 * FULL);

  /** Takes the bytes, a buffer at a time. */
  @FunctionalInterface
  interface Target {
    void take(byte[] bytes, int offset, int length) throws SQLException;
  }

  BinaryRows(Target target) {
    this.target = target;
    buffer.put(SIGNATURE).putInt(0).putInt(0);
  }

  void write(@Nullable Object[] row) throws SQLException {
    room(Short.BYTES).putShort((short) row.length);
    for (var value : row) {
      put(value);
    }
    if (buffer.position() >= FULL) {
      flush();
    }
  }

  void finish() throws SQLException {
    room(Short.BYTES).putShort((short) NULL);
    flush();
  }

  private void flush() throws SQLException {
    target.take(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  private void put(@Nullable Object value) {
    switch (value) {
      case null -> room(Integer.BYTES).putInt(NULL);
      case String text -> putText(text);
      case UUID id ->
          room(Integer.BYTES + 2 * Long.BYTES)
              .putInt(2 * Long.BYTES)
              .putLong(id.getMostSignificantBits())
              .putLong(id.getLeastSignificantBits());
      case Instant instant ->
          room(Integer.BYTES + Long.BYTES)
              .putInt(Long.BYTES)
              .putLong(ChronoUnit.MICROS.between(EPOCH, instant));
      case Integer number -> room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(number);
      case String[] texts -> putTexts(texts);
      case JSONB json -> putJson(json.data());
      default -> throw new IllegalArgumentException("no binary form of a " + value.getClass());
    }
  }

  private void putText(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
  }

  private void putJson(String json) {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    room(Integer.BYTES + 1 + bytes.length).putInt(1 + bytes.length).put(JSONB_VERSION).put(bytes);
  }

  /** An array without nulls, of one dimension that begins at 1; an empty one has none. */
  private void putTexts(String[] texts) {
    room(Integer.BYTES);
    var start = buffer.position();
    buffer.putInt(0);
    room(5 * Integer.BYTES).putInt(texts.length == 0 ? 0 : 1).putInt(0).putInt(TEXT_OID);
    if (texts.length > 0) {
      buffer.putInt(texts.length).putInt(1);
    }
    for (var text : texts) {
      putText(text);
    }
    buffer.putInt(start, buffer.position() - start - Integer.BYTES);
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      var larger = Math.max(2 * buffer.capacity(), buffer.position() + bytes);
      buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), larger)).position(buffer.position());
    }
    return buffer;
  }
}
