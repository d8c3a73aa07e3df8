package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers that take their time to read a long answer. */
@Timeout(120)
class SlowReadersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final String LONG = "/docs/swagger-ui-bundle.js";

  /** For three of these at once. */
  private static final long ROOM = 5 << 20;

  private static final int PIECE = 32 << 10;

  /** Never counted down: waiting for it is a pause that a slow network makes. */
  private final CountDownLatch never = new CountDownLatch(1);

  private final TestServer server =
      new TestServer(
          builder -> builder.maxInFlight(1).patience(PATIENCE, PATIENCE).unsentBytes(ROOM));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aReaderThatGoesOnGetsTheWholeAnswerHoweverLongItTakes() throws Exception {
    var expected = server.get(LONG).expect(200).bytes();
    var began = System.nanoTime();
    try (var socket = asking()) {
      var read = new ByteArrayOutputStream();
      var piece = new byte[PIECE];
      int length;
      while ((length = socket.getInputStream().read(piece)) >= 0) {
        read.write(piece, 0, length);
        assertTrue(!never.await(100, TimeUnit.MILLISECONDS));
      }
      var took = Duration.ofNanos(System.nanoTime() - began);

      assertTrue(took.compareTo(PATIENCE.multipliedBy(2)) > 0, () -> "it took only " + took);
      assertArrayEquals(expected, bodyOf(read.toByteArray()));
    }
  }

  @Test
  void aReaderThatReadsNothingIsDropped() throws Exception {
    try (var socket = asking()) {
      assertEquals('H', socket.getInputStream().read());
      assertThrows(
          IOException.class,
          () -> {
            while (true) {
              socket.getOutputStream().write('\n');
              assertTrue(!never.await(50, TimeUnit.MILLISECONDS));
            }
          });
    }
  }

  /** Only one request may be handled at once here, and none of these is any more. */
  @Test
  void readersThatReadNothingHoldNobodyUpAndFillNoMemory() throws Exception {
    var readers = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 20; i++) {
        readers.add(asking());
      }
      var refused = 0;
      for (var reader : readers) {
        var status = new String(reader.getInputStream().readNBytes(12), ISO_8859_1);
        refused += status.equals("HTTP/1.1 503") ? 1 : 0;
        assertTrue(status.matches("HTTP/1.1 (200|503)"), status);
      }
      assertTrue(refused > 0 && refused < 20, "refused " + refused);
      for (int i = 0; i < 20; i++) {
        server.get("/api/v1/releases").expect(200);
      }
    } finally {
      for (var reader : readers) {
        reader.close();
      }
    }
    var patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (server.get(LONG).status() != 200) {
      assertTrue(System.nanoTime() < patience, "the room is not given back");
    }
  }

  /** A connection that takes in little at a time, on which a long answer was asked for. */
  private Socket asking() throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(8 << 10);
    socket.setSoTimeout(20_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.api.port()));
    var request = "GET " + LONG + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    return socket;
  }

  private static byte[] bodyOf(byte[] answer) {
    var head = new String(answer, ISO_8859_1).indexOf("\r\n\r\n");
    return Arrays.copyOfRange(answer, head + 4, answer.length);
  }
}
