package io.episodal.adapter.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/** Memory of a bounded size that requests share; who finds it full waits a moment. Thread-safe. */
final class SharedBytes {
  private static final int PIECE = 1 << 10;
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final int pieces;
  private final Semaphore free;

  SharedBytes(long most) {
    pieces = Math.clamp(most / PIECE, 1, Integer.MAX_VALUE);
    free = new Semaphore(pieces);
  }

  /** What a request has of it, nothing yet. */
  Share shareOf(HttpServletRequest request) {
    return new Share(ServletContextRequest.getServletContextRequest(request));
  }

  /**
   * What one request has of the memory. It is given back when the request is over, however it ends;
   * that is after its handler, which alone takes more.
   */
  final class Share {
    private final Request request;
    private final AtomicInteger taken = new AtomicInteger();

    private Share(Request request) {
      this.request = request;
    }

    /**
     * Takes more, until it has so many bytes, or all that there are for one that needs more.
     *
     * @param full says why not, if the others do not leave enough
     */
    void growTo(int bytes, String full) {
      var more = Math.min(pieces, bytes / PIECE) - taken.get();
      if (more <= 0) {
        return;
      }
      try {
        if (!free.tryAcquire(more, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
          throw Refusal.busy(full);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Refusal.busy("The server is stopping");
      }
      if (taken.getAndAdd(more) == 0) {
        Request.addCompletionListener(request, failure -> giveBack());
      }
    }

    void giveBack() {
      free.release(taken.getAndSet(0));
    }
  }
}
