package io.episodal.adapter.http;

import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/**
 * The body of an answer that goes on. Writing takes no thread and no buffer: the bytes wait where
 * they are until the kernel has taken them. One write at a time.
 */
final class StreamPipe {
  private static final Executor ENDING =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("stream-end-", 0).factory());

  private final Response response;
  private final EndPoint connection;
  private final long usualIdle;
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  private StreamPipe(Response response, EndPoint connection) {
    this.response = response;
    this.connection = connection;
    this.usualIdle = connection.getIdleTimeout();
  }

  /**
   * Begins an answer that goes on until it is ended or cut off. The connection may be idle for any
   * time meanwhile: whoever writes looks after stalled readers.
   */
  static StreamPipe of(Context context) {
    var exchange = ServletContextRequest.getServletContextRequest(context.req());
    context.res().setContentType(EventText.TYPE);
    var pipe =
        new StreamPipe(
            exchange.getServletContextResponse(),
            exchange.getConnectionMetaData().getConnection().getEndPoint());
    pipe.connection.setIdleTimeout(0);
    return pipe;
  }

  /** Completed when the answer is over. */
  CompletableFuture<Void> over() {
    return over;
  }

  /** Writes and tells, on any thread, what became of it. */
  void write(byte[] bytes, Runnable written, Runnable failed) {
    response.write(
        false,
        ByteBuffer.wrap(bytes),
        Callback.from(InvocationType.NON_BLOCKING, written, failure -> failed.run()));
  }

  /** Ends the answer in order; nothing may be being written. */
  void end() {
    connection.setIdleTimeout(usualIdle);
    var unused = over.completeAsync(() -> null, ENDING);
  }

  /** Breaks the connection off, whatever is being written. */
  void cutOff() {
    connection.close();
    var unused = over.completeAsync(() -> null, ENDING);
  }
}
