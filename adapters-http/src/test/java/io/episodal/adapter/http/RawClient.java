package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client that sends bytes as they are given, on a connection that it keeps while the server
 * does. Not thread-safe.
 */
final class RawClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final int port;
  private @Nullable Socket socket;
  private @Nullable InputStream input;

  RawClient(int port) {
    this.port = port;
  }

  /** Sends a well-framed request and reads its answer. */
  Reply exchange(FuzzedRequest request) throws IOException {
    var kept = socket != null;
    try {
      return exchangeOnce(request);
    } catch (IOException e) {
      if (!kept) {
        throw e;
      }
      return exchangeOnce(request); // The server had ended the connection meanwhile.
    }
  }

  /** Sends bytes, says that there are no more, and reads all that comes back. */
  List<Reply> sendAll(byte[] bytes) throws IOException {
    close();
    var replies = new ArrayList<Reply>();
    try {
      var connected = connection();
      write(connected, bytes);
      connected.shutdownOutput();
      while (input != null) {
        replies.add(read("GET"));
      }
    } catch (EOFException e) {
      // All has come back.
    } catch (SocketException e) {
      // It was cut off in the middle of what it sent.
    } finally {
      close();
    }
    return replies;
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
    }
    socket = null;
    input = null;
  }

  private Reply exchangeOnce(FuzzedRequest request) throws IOException {
    try {
      write(connection(), request.toWire());
      return read(request.method());
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** A server that refuses a request may stop reading it, and its answer is there all the same. */
  private static void write(Socket connected, byte[] bytes) throws IOException {
    try {
      connected.getOutputStream().write(bytes);
    } catch (SocketException e) {
      // What was answered before can still be read.
    }
  }

  private Socket connection() throws IOException {
    if (socket == null) {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) PATIENCE.toMillis());
      input = new BufferedInputStream(socket.getInputStream());
    }
    return socket;
  }

  private Reply read(String method) throws IOException {
    Reply reply;
    do {
      reply = readOne(method);
    } while (reply.status() < 200);
    if (reply.header("Connection").equalsIgnoreCase("close")) {
      close();
    }
    return reply;
  }

  private Reply readOne(String method) throws IOException {
    var line = line();
    if (!line.startsWith("HTTP/1.1 ")) {
      throw new IOException("not an answer: " + line);
    }
    var status = Integer.parseInt(line.substring(9, 12));
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (var header = line(); !header.isEmpty(); header = line()) {
      var colon = header.indexOf(':');
      headers
          .computeIfAbsent(
              header.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(header.substring(colon + 1).strip());
    }
    var all = HttpHeaders.of(headers, (name, value) -> true);
    var hasBody = !method.equals("HEAD") && status >= 200 && status != 204 && status != 304;
    return new Reply(status, all, hasBody ? body(all) : FuzzedRequest.NOTHING);
  }

  private byte[] body(HttpHeaders headers) throws IOException {
    var bytes = new ByteArrayOutputStream();
    if (headers.firstValue("transfer-encoding").orElse("").equals("chunked")) {
      for (var size = size(); size > 0; size = size()) {
        bytes.writeBytes(exactly(size));
        line();
      }
      line();
    } else if (headers.firstValue("content-length").isPresent()) {
      bytes.writeBytes(exactly((int) headers.firstValueAsLong("content-length").orElse(0)));
    } else {
      bytes.writeBytes(stream().readAllBytes());
      close();
    }
    return headers.firstValue("content-encoding").orElse("").equals("gzip")
        ? unzipped(bytes.toByteArray())
        : bytes.toByteArray();
  }

  private static byte[] unzipped(byte[] bytes) throws IOException {
    try (var unzipping = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return unzipping.readAllBytes();
    }
  }

  private int size() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private byte[] exactly(int count) throws IOException {
    var bytes = stream().readNBytes(count);
    if (bytes.length < count) {
      throw new IOException("the answer ends early");
    }
    return bytes;
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (var next = stream().read(); next != '\n'; next = stream().read()) {
      if (next < 0) {
        throw line.size() == 0 ? new EOFException("no answer") : new IOException("cut: " + line);
      }
      line.write(next);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  private InputStream stream() throws IOException {
    if (input == null) {
      throw new EOFException("no connection");
    }
    return input;
  }
}
