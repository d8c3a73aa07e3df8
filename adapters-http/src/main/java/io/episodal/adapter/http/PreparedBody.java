package io.episodal.adapter.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A body for many callers: it is compressed and tagged once, so that answering copies bytes. Packed
 * into one array for a cache it is the length of its tag, the tag, the length of the body, the
 * body, and what is left is the compressed body, if there is one.
 */
record PreparedBody(Slice bytes, @Nullable Slice zipped, EntityTag tag) implements Body {

  static PreparedBody of(String type, byte[] bytes) {
    var plain = new PlainBody(bytes);
    return new PreparedBody(plain.bytes(), plain.zipped(type), plain.tag());
  }

  /** What was packed, in the same array; empty if something else has got into the cache. */
  static Optional<PreparedBody> unpack(byte[] packed) {
    var buffer = ByteBuffer.wrap(packed);
    var tag = next(buffer);
    var bytes = tag == null ? null : next(buffer);
    if (tag == null || bytes == null) {
      return Optional.empty();
    }
    var opaque = new String(packed, tag.from(), tag.length(), StandardCharsets.ISO_8859_1);
    var zipped =
        buffer.hasRemaining() ? new Slice(packed, buffer.position(), buffer.remaining()) : null;
    return Optional.of(new PreparedBody(bytes, zipped, new EntityTag(opaque)));
  }

  @Override
  public @Nullable Slice zipped(String type) {
    return zipped;
  }

  byte[] pack() {
    var opaque = tag.opaque().getBytes(StandardCharsets.ISO_8859_1);
    var length = 2 * Integer.BYTES + opaque.length + bytes.length();
    var packed = ByteBuffer.allocate(length + (zipped == null ? 0 : zipped.length()));
    packed.putInt(opaque.length).put(opaque).putInt(bytes.length()).put(bytes.buffer());
    if (zipped != null) {
      packed.put(zipped.buffer());
    }
    return packed.array();
  }

  private static @Nullable Slice next(ByteBuffer buffer) {
    var length = buffer.remaining() < Integer.BYTES ? -1 : buffer.getInt();
    if (length < 0 || length > buffer.remaining()) {
      return null;
    }
    var slice = new Slice(buffer.array(), buffer.arrayOffset() + buffer.position(), length);
    buffer.position(buffer.position() + length);
    return slice;
  }
}
