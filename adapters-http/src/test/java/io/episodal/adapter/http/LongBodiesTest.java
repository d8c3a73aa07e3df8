package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many long bodies at once, in less memory than they would need. */
@Timeout(120)
class LongBodiesTest {
  private static final String BATCH = "/api/v1/views/batch";
  private static final int ROOM = 1 << 20;

  /** Two of these fit in beside each other, and no third. */
  private static final int LONG = 400_000;

  private static final int MOST = 2 << 20;
  private static final int SMALL = 16 << 10;
  private static final Duration IDLE = Duration.ofSeconds(5);

  private final TestServer server =
      new TestServer(builder -> builder.bodyBytes(ROOM).patience(IDLE, IDLE));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void areRefusedWhileTheMemoryIsFullAndTakenAgainAfterwards() throws Exception {
    var senders = new ArrayList<Socket>();
    try {
      // One that comes while an answer is tried may be refused itself, and leaves room.
      await(() -> {
        senders.add(sending(LONG));
        return answer(LONG).startsWith("HTTP/1.1 503 ");
      });

      for (var answer : atOnce(20, () -> answer(LONG))) {
        assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
        assertTrue(answer.contains("\r\nRetry-After: 1\r\n"), answer);
        assertTrue(answer.contains("urn:episodal:problem:unavailable"), answer);
      }
      for (var answer : atOnce(20, () -> answer(SMALL))) {
        assertTrue(answer.startsWith("HTTP/1.1 202 "), answer);
      }

      var taken = 0;
      for (var sender : senders) {
        taken += ended(sender).startsWith("HTTP/1.1 202 ") ? 1 : 0;
      }
      assertEquals(2, taken);
    } finally {
      for (var sender : senders) {
        sender.close();
      }
    }
    await(() -> answer(LONG).startsWith("HTTP/1.1 202 "));
  }

  /** Some still wait for room when the first ones are ended and make it. */
  @Test
  void ofManyFewAreTaken() throws Exception {
    var crowd = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 40; i++) {
        crowd.add(sending(LONG));
      }
      var taken = 0;
      for (var sender : crowd) {
        var answer = ended(sender);
        assertTrue(answer.matches("(?s)HTTP/1.1 (202|503) .*"), answer);
        taken += answer.startsWith("HTTP/1.1 202 ") ? 1 : 0;
      }
      assertTrue(taken <= 10, "taken " + taken);
    } finally {
      for (var sender : crowd) {
        sender.close();
      }
    }
    await(this::allIsFree);
  }

  /** Who is refused can go on in the same connection. */
  @Test
  void areReadOffWhenTheyAreRefused() throws Exception {
    try (var first = sending(LONG);
        var second = sending(LONG);
        var third = server.open()) {
      await(() -> answer(LONG).startsWith("HTTP/1.1 503 "));

      var request = head("Content-Length: " + LONG).replace("Connection: close\r\n", "");
      third.getOutputStream().write((request + json(LONG)).getBytes(ISO_8859_1));
      third.getOutputStream().write((head("Content-Length: 2") + "[]").getBytes(ISO_8859_1));
      var answers = new String(third.getInputStream().readAllBytes(), ISO_8859_1);

      assertTrue(answers.startsWith("HTTP/1.1 503 "), answers);
      assertTrue(answers.contains("HTTP/1.1 202 "), answers);
      assertTrue(ended(first).startsWith("HTTP/1.1 202 "));
      assertTrue(ended(second).startsWith("HTTP/1.1 202 "));
    }
  }

  @Test
  void leaveNothingBehindWhenTheirSendersGo() throws Exception {
    for (int i = 0; i < 30; i++) {
      sending(LONG).close();
    }
    await(this::allIsFree);
  }

  @Test
  void leaveNothingBehindWhenTheyAreTooLong() throws Exception {
    for (int i = 0; i < 5; i++) {
      var chunk = Integer.toHexString(MOST + 1) + "\r\n" + " ".repeat(MOST + 1) + "\r\n0\r\n\r\n";
      var answer = server.raw((head("Transfer-Encoding: chunked") + chunk).getBytes(ISO_8859_1));
      assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
    }
    await(this::allIsFree);
  }

  @Test
  void leaveNothingBehindWhenTheyNeverEnd() throws Exception {
    try (var first = sending(LONG);
        var second = sending(LONG)) {
      await(() -> answer(LONG).startsWith("HTTP/1.1 503 "));
      for (var sender : List.of(first, second)) {
        var answer = new String(sender.getInputStream().readAllBytes(), ISO_8859_1);
        assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
      }
      await(this::allIsFree);
    }
  }

  /** What is parsed takes many times the memory of what is sent. */
  @Test
  void areShortOnesOfManyValuesToo() throws Exception {
    var values = "[" + "{},".repeat(3_000) + "{}]";
    var request = (head("Content-Length: " + values.length()) + values).getBytes(ISO_8859_1);
    assertTrue(server.raw(request).startsWith("HTTP/1.1 422 "));

    try (var first = sending(LONG);
        var second = sending(LONG)) {
      await(() -> answer(LONG).startsWith("HTTP/1.1 503 "));

      assertTrue(server.raw(request).startsWith("HTTP/1.1 503 "));
      assertTrue(answer(SMALL).startsWith("HTTP/1.1 202 "));
      assertTrue(ended(first).startsWith("HTTP/1.1 202 "));
      assertTrue(ended(second).startsWith("HTTP/1.1 202 "));
    }
    await(() -> server.raw(request).startsWith("HTTP/1.1 422 "));
  }

  /** One that needs more than there is may have all of it. */
  @Test
  void mayBeLongerThanTheMemory() throws Exception {
    assertTrue(answer(MOST).startsWith("HTTP/1.1 202 "));
    assertEquals(413, server.post(BATCH, null, json(MOST + 1)).status());
  }

  private boolean allIsFree() throws IOException {
    return answer(MOST).startsWith("HTTP/1.1 202 ");
  }

  /** A connection on which all of a body but its last byte has been sent. */
  private Socket sending(int length) throws IOException {
    var socket = server.open();
    var request = head("Content-Length: " + length) + json(length);
    socket.getOutputStream().write(request.getBytes(ISO_8859_1), 0, request.length() - 1);
    return socket;
  }

  private static String ended(Socket socket) throws IOException {
    socket.getOutputStream().write(']');
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  /** What a whole body is answered. */
  private String answer(int length) throws IOException {
    return server.raw((head("Content-Length: " + length) + json(length)).getBytes(ISO_8859_1));
  }

  private static String json(int length) {
    return "[" + " ".repeat(length - 2) + "]";
  }

  private static String head(String framing) {
    return String.join(
        "\r\n",
        "POST " + BATCH + " HTTP/1.1",
        "Host: a",
        "Connection: close",
        "Content-Type: application/json",
        framing,
        "",
        "");
  }

  private static List<String> atOnce(int times, Callable<String> sender) throws Exception {
    var answers = new ArrayList<String>();
    try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      var sent = new ArrayList<Callable<String>>();
      for (int i = 0; i < times; i++) {
        sent.add(sender);
      }
      for (var answer : senders.invokeAll(sent)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    var patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.call()) {
      assertTrue(System.nanoTime() < patience, "it never comes");
    }
  }
}
