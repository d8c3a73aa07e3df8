package io.episodal.adapter.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A list that is sent row by row while it is read part by part, however long it is. When reading
 * fails halfway the connection is cut, so that nobody takes a piece for the whole. Sent once.
 */
final class Download<T, R extends Record> implements Response {
  private static final Logger LOG = LoggerFactory.getLogger(Download.class);

  /** A part as objects, a row, and the buffers on the way out. */
  private static final int BYTES_HELD = 256 << 10;

  private static final int ZIPPED_AT_ONCE = 8 << 10;

  private final Format format;
  private final RowWriter<R> writer;
  private final Parts<T> parts;
  private final Function<T, R> row;

  /** Rows that are the same for everybody. */
  Download(Format format, Class<R> type, Parts<T> parts, Function<T, R> row) {
    this.format = format;
    this.writer = new RowWriter<>(format, type);
    this.parts = parts;
    this.row = row;
  }

  @Override
  public int bytesHeld() {
    return BYTES_HELD;
  }

  @Override
  public void writeTo(Context context) {
    var zipped = Compression.isAccepted(context.header("Accept-Encoding"));
    context.header("Cache-Control", Answer.Caching.BRIEF.directive());
    context.res().addHeader("Vary", Answer.VARY);
    if (zipped) {
      context.header("Content-Encoding", "gzip");
    }
    context.res().setContentType(null);
    context.res().setContentType(format.contentType());
    if (!context.method().equals(HandlerType.HEAD)) {
      send(context, zipped);
    }
  }

  private void send(Context context, boolean zipped) {
    try {
      var body = context.res().getOutputStream();
      if (zipped) {
        var zip = new GZIPOutputStream(body, ZIPPED_AT_ONCE);
        write(zip);
        zip.finish();
      } else {
        write(body);
      }
    } catch (IOException gone) {
      LOG.debug("The caller of {} has gone", context.path(), gone);
    } catch (RuntimeException failure) {
      LOG.warn(
          "Request {} for {} broke off: {}",
          Envelope.requestId(context),
          context.path(),
          failure.toString());
      cut(context.req());
    }
  }

  private void write(OutputStream body) throws IOException {
    body.write(writer.head());
    for (var part = parts.next(); !part.isEmpty(); part = parts.next()) {
      for (var item : part) {
        body.write(writer.line(row.apply(item)));
      }
    }
  }

  private static void cut(HttpServletRequest request) {
    ServletContextRequest.getServletContextRequest(request)
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }
}
