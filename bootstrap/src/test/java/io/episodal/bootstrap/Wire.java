package io.episodal.bootstrap;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An HTTP connection by hand, so that nothing is repeated or hidden by a client. Not thread-safe.
 */
final class Wire implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");
  private static final String LENGTH = "content-length: ";

  private final Socket socket;
  private final InputStream input;
  private boolean answered;
  private boolean last;

  private Wire(Socket socket) throws IOException {
    this.socket = socket;
    this.input = new BufferedInputStream(socket.getInputStream());
  }

  static Wire to(String url) throws IOException {
    var address = URI.create(url);
    var socket = new Socket();
    try {
      socket.connect(
          new InetSocketAddress(address.getHost(), address.getPort()), (int) TIMEOUT.toMillis());
      socket.setSoTimeout((int) TIMEOUT.toMillis());
      return new Wire(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  void send(String text) throws IOException {
    answered = false;
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads one answer to its end, which fails if it is cut; its status. */
  int answer() throws IOException {
    var status = STATUS.matcher(line());
    var length = 0;
    var chunked = false;
    for (var header = line(); !header.isEmpty(); header = line()) {
      var lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith(LENGTH)) {
        length = Integer.parseInt(lower.substring(LENGTH.length()));
      }
      chunked |= lower.equals("transfer-encoding: chunked");
      last |= lower.equals("connection: close");
    }
    skip(length);
    if (chunked) {
      skipChunks();
    }
    if (!status.lookingAt()) {
      throw new IOException("not an answer");
    }
    return Integer.parseInt(status.group(1));
  }

  /** Whether an answer said that no other one follows on this connection. */
  boolean isLast() {
    return last;
  }

  /** Whether at least one byte has come back since the last sending. */
  boolean isAnswered() {
    return answered;
  }

  /** Waits for the other side to end the connection; whether it does without another word. */
  boolean ends() throws IOException {
    return input.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void skipChunks() throws IOException {
    int size;
    do {
      size = Integer.parseInt(line(), 16);
      skip(size);
      line();
    } while (size > 0);
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      next();
    }
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (var next = next(); next != '\n'; next = next()) {
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  private int next() throws IOException {
    var read = input.read();
    if (read < 0) {
      throw new EOFException("the connection was closed");
    }
    answered = true;
    return read;
  }
}
