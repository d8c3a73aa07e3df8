package io.episodal.adapter.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, read before the request counts as in flight, so that slow senders hold
 * nobody up; the memory of long ones is bounded by itself. What is wrong with it is told when
 * somebody asks for it, after the checks that come first.
 */
final class RequestBody {
  private static final int CHUNK = 16 << 10;
  private static final int LONGEST_UNCOUNTED = 16 << 10;
  private static final int BYTES_OF_VALUE = 64;
  private static final int MOST_LEFT_BEHIND = 64 << 10;
  private static final long MOST_DISCARDED = 16 << 20;
  private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();
  private static final Pattern JSON_TYPE =
      Pattern.compile("application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-?8\"?\\s*)?;?\\s*");

  private static final byte[] NOTHING = {};

  private final byte[] bytes;
  private final @Nullable String type;
  private final @Nullable Refusal refusal;

  private RequestBody(byte[] bytes, @Nullable String type, @Nullable Refusal refusal) {
    this.bytes = bytes;
    this.type = type;
    this.refusal = refusal;
  }

  static RequestBody none() {
    return new RequestBody(NOTHING, null, null);
  }

  /** Reads a body of at most {@code most} bytes into memory that it shares with others. */
  static RequestBody read(HttpServletRequest request, int most, SharedBytes memory) {
    var type = mediaType(request);
    var begun = request.getContentLengthLong() <= most;
    var share = memory.shareOf(request);
    try {
      try {
        var bytes = upTo(most, request, share);
        var parsed = parsedBytes(bytes);
        if (parsed > LONGEST_UNCOUNTED) {
          share.growTo(bytes.length + parsed, "Too many large bodies are being handled; try again");
        }
        return new RequestBody(bytes, type, null);
      } catch (Refusal refused) {
        share.giveBack();
        return new RequestBody(NOTHING, type, unread(request, refused, begun));
      }
    } catch (IOException e) {
      return new RequestBody(
          NOTHING, type, e.getCause() instanceof TimeoutException ? slow() : broken());
    } catch (RuntimeException e) {
      if (e instanceof HttpException) {
        return new RequestBody(NOTHING, type, broken());
      }
      throw e;
    }
  }

  /** The JSON value in it. */
  @Nullable Object json() {
    if (type == null ? bytes.length > 0 : !JSON_TYPE.matcher(type).matches()) {
      throw Refusal.of(
          ProblemKind.UNSUPPORTED_MEDIA_TYPE,
          "The body must be sent as application/json in UTF-8, without a content encoding");
    }
    if (refusal != null) {
      throw refusal;
    }
    return StrictJson.parse(bytes);
  }

  /**
   * Reads a short body that nobody wants, so that the connection can be used further; behind a long
   * one it is closed.
   */
  static void leaveBehind(HttpServletRequest request, SharedBytes memory) {
    var declared = request.getContentLengthLong();
    if (declared > 0 && declared <= MOST_LEFT_BEHIND && request.getHeader("Expect") == null) {
      var unused = read(request, 0, memory);
    }
  }

  private static @Nullable String mediaType(HttpServletRequest request) {
    var encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      return encoding;
    }
    var type = request.getContentType();
    return type == null ? null : type.strip().toLowerCase(Locale.ROOT);
  }

  /** Memory grows as bytes come: what is only promised would keep others out for nothing. */
  private static byte[] upTo(int most, HttpServletRequest request, SharedBytes.Share share)
      throws IOException {
    var declared = request.getContentLengthLong();
    if (declared > most) {
      throw tooLarge(most);
    }
    var longest = (declared < 0 ? most : (int) declared) + 1; // one more to see the end
    var begun = System.nanoTime();
    var stream = request.getInputStream();
    var bytes = new byte[Math.min(longest, LONGEST_UNCOUNTED + 1)];
    var size = 0;
    int length;
    while ((length = stream.read(bytes, size, bytes.length - size)) >= 0) {
      size += length;
      if (size > most) {
        throw tooLarge(most);
      }
      if (System.nanoTime() - begun > PATIENCE_NANOS) {
        throw new IOException(new TimeoutException("the body came too slowly"));
      }
      if (size == bytes.length) {
        var room = Math.min(longest, 2 * size);
        share.growTo(room, "Too many long bodies are being received; try again");
        bytes = Arrays.copyOf(bytes, room);
      }
    }
    return Arrays.copyOf(bytes, size);
  }

  /** About what its values take when they are parsed, which can be twenty times the body. */
  private static int parsedBytes(byte[] body) {
    var values = 0;
    for (var character : body) {
      if (character == '{' || character == '[' || character == ',') {
        values++;
      }
    }
    return values * BYTES_OF_VALUE;
  }

  private static Refusal tooLarge(int most) {
    return Refusal.of(ProblemKind.BODY_TOO_LARGE, "The body must have at most " + most + " bytes");
  }

  /**
   * Many clients look at the answer only after they have sent everything, and never see it if the
   * connection breaks before; so a body that is not absurdly large is read off and thrown away.
   *
   * @param begun whether the client has been told to send it, if it waited for that
   */
  private static Refusal unread(HttpServletRequest request, Refusal refusal, boolean begun)
      throws IOException {
    var comes = begun || request.getHeader("Expect") == null;
    return comes && request.getContentLengthLong() <= MOST_DISCARDED && readOff(request)
        ? refusal
        : refusal.andClosing();
  }

  private static boolean readOff(HttpServletRequest request) throws IOException {
    var begun = System.nanoTime();
    var chunk = new byte[CHUNK];
    var stream = request.getInputStream();
    long discarded = 0;
    int length;
    while ((length = stream.read(chunk)) >= 0) {
      discarded += length;
      if (discarded > MOST_DISCARDED || System.nanoTime() - begun > PATIENCE_NANOS) {
        return false;
      }
    }
    return true;
  }

  private static Refusal broken() {
    return Refusal.closing(ProblemKind.MALFORMED, "The body ends early or is framed wrongly");
  }

  private static Refusal slow() {
    return Refusal.closing(ProblemKind.REQUEST_TIMEOUT, "The body did not arrive in time");
  }
}
