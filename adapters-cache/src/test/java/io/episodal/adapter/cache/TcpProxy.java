package io.episodal.adapter.cache;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A way to a port of this machine on which bytes can get lost. */
final class TcpProxy implements AutoCloseable {
  private final int target;
  private final ServerSocket door;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong swallowed = new AtomicLong();
  private volatile boolean swallowing;

  TcpProxy(int target) throws IOException {
    this.target = target;
    door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String address() {
    return "redis://127.0.0.1:" + door.getLocalPort();
  }

  /** From now on takes all bytes and gives none; connections stay open. */
  void swallow() {
    swallowing = true;
  }

  /** Breaks the connections that have lost bytes, and lets new ones through. */
  void passAgain() throws IOException {
    swallowing = false;
    cut();
  }

  void cut() throws IOException {
    for (var socket : open) {
      socket.close();
    }
  }

  /** How many bytes of callers got lost. */
  long swallowed() {
    return swallowed.get();
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        var caller = door.accept();
        open.add(caller);
        Thread.ofVirtual().start(() -> connect(caller));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket caller) {
    try (caller;
        var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      open.add(server);
      var answers = Thread.ofVirtual().start(() -> copy(server, caller, new AtomicLong()));
      copy(caller, server, swallowed);
      answers.join();
      open.remove(server);
    } catch (IOException gone) {
      // Whoever was connected sees it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(caller);
    }
  }

  private void copy(Socket from, Socket to, AtomicLong lost) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      var buffer = new byte[8_192];
      for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (swallowing) {
          lost.addAndGet(read);
        } else {
          out.write(buffer, 0, read);
        }
      }
    } catch (IOException gone) {
      // Both sides see it.
    }
  }
}
