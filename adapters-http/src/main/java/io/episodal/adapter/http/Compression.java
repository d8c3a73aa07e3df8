package io.episodal.adapter.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Compresses answers by gzip for callers that take it (RFC 9110, section 12.5.3). */
final class Compression {
  private static final int WORTHWHILE_FROM = 1_024;
  private static final Pattern TEXTUAL = Pattern.compile("text/.*|.*[/+](json|xml).*");

  private Compression() {}

  /** Whether a body gets notably shorter by it. */
  static boolean shortens(String type, byte[] body) {
    return body.length >= WORTHWHILE_FROM && TEXTUAL.matcher(type).matches();
  }

  /** Whether an {@code Accept-Encoding} header asks for it, by its name or by that of any. */
  static boolean isAccepted(@Nullable String acceptEncoding) {
    if (acceptEncoding == null) {
      return false;
    }
    var codings = Wanted.in(acceptEncoding);
    var byName = codings.getOrDefault("gzip", codings.get("x-gzip"));
    return byName == null ? codings.getOrDefault("*", false) : byName;
  }

  static byte[] gzip(byte[] body) {
    var zipped = new ByteArrayOutputStream(body.length / 4);
    try (var stream = new GZIPOutputStream(zipped)) {
      stream.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return zipped.toByteArray();
  }
}
