package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that send a byte a second, in the head or the body of a request, and never finish. Those
 * whom the server sends away come back. Thread-safe.
 */
final class SlowCrowd implements AutoCloseable {
  private static final long PAUSE_NANOS = 1_000_000_000;
  private static final List<String> BEGINNINGS =
      List.of(
          "GET /api/v1/releases HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
          String.join(
              "\r\n",
              "POST /api/v1/auth/login HTTP/1.1",
              "Host: localhost",
              "Content-Type: application/json",
              "Content-Length: 1000",
              "",
              ""),
          "");

  private final int port;
  private final List<Socket> clients = new ArrayList<>();
  private final Thread thread;
  private volatile boolean ended;

  private SlowCrowd(int port, int size) {
    this.port = port;
    this.thread = Thread.ofVirtual().start(() -> dribble(size));
  }

  static SlowCrowd of(int size, int port) {
    return new SlowCrowd(port, size);
  }

  @Override
  public void close() throws IOException {
    ended = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (var client : clients) {
      client.close();
    }
  }

  private void dribble(int size) {
    while (!ended) {
      clients.removeIf(client -> !sends(client));
      var more = true;
      while (more && clients.size() < size && !ended) {
        more = comes();
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean comes() {
    try {
      var client = new Socket(InetAddress.getLoopbackAddress(), port);
      clients.add(client);
      client
          .getOutputStream()
          .write(BEGINNINGS.get(clients.size() % BEGINNINGS.size()).getBytes(ISO_8859_1));
      return true;
    } catch (IOException e) {
      return false; // It comes again in a second.
    }
  }

  private static boolean sends(Socket client) {
    try {
      client.getOutputStream().write('a');
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
