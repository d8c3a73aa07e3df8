package io.episodal.adapter.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * LISTEN on a connection that is used for nothing else. It is opened when somebody first listens,
 * and opened again when it is lost; what was missed meanwhile, the channels make good. Thread-safe.
 */
final class Listening implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

  /** After so long a silence the connection is asked whether it is alive. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  /** How long it waits before it looks whether it was closed. */
  private static final Duration GLANCE = Duration.ofMillis(200);

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final ConnectionSource source;
  private final List<Channel<?>> channels;
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable Thread thread;

  Listening(ConnectionSource source, List<Channel<?>> channels) {
    this.source = source;
    this.channels = List.copyOf(channels);
  }

  /** Gives a connection of its own to whoever asks. */
  @FunctionalInterface
  interface ConnectionSource {
    Connection open() throws SQLException;
  }

  /** Begins to listen, if it does not yet. */
  synchronized void start() {
    if (thread == null) {
      thread = Thread.ofPlatform().name("episodal-signals").daemon().start(this::run);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      var running = running();
      var unused = running == null || running.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Thread running() {
    return thread;
  }

  private void run() {
    var wasLost = false;
    while (!isClosed()) {
      try (var connection = source.open()) {
        listenOn(connection);
        if (wasLost) {
          LOG.info("What other nodes tell is heard again");
        }
        wasLost = false;
        hear(connection.unwrap(PGConnection.class), connection);
        stopListening(connection);
      } catch (SQLException e) {
        if (!wasLost && !isClosed()) {
          LOG.warn(
              "What other nodes tell is not heard until PostgreSQL is reached again: {}",
              e.toString());
        }
        wasLost = true;
      } finally {
        channels.forEach(Channel::disconnected);
      }
      pause();
    }
  }

  private void listenOn(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    execute(connection, "listen ");
    channels.forEach(Channel::connected);
  }

  /** Whoever uses the connection next does not want to hear anything. */
  private void stopListening(Connection connection) throws SQLException {
    execute(connection, "unlisten ");
  }

  private void execute(Connection connection, String command) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          channels.stream()
              .map(channel -> command + channel.name())
              .collect(Collectors.joining("; ")));
    }
  }

  private void hear(PGConnection notified, Connection connection) throws SQLException {
    var heard = System.nanoTime();
    while (!isClosed()) {
      var sent = notified.getNotifications((int) GLANCE.toMillis());
      if (sent != null && sent.length > 0) {
        channels.forEach(channel -> channel.sent(payloads(sent, channel)));
        heard = System.nanoTime();
      } else if (System.nanoTime() - heard > SILENCE.toNanos()) {
        ask(connection);
        heard = System.nanoTime();
      }
    }
  }

  private static List<String> payloads(PGNotification[] sent, Channel<?> channel) {
    return Stream.of(sent)
        .filter(notification -> notification.getName().equals(channel.name()))
        .map(PGNotification::getParameter)
        .toList();
  }

  private static void ask(Connection connection) throws SQLException {
    if (!connection.isValid((int) SILENCE.toSeconds())) {
      throw new SQLException("the connection is dead");
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void pause() {
    try {
      var unused = closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closed.countDown();
      Thread.currentThread().interrupt();
    }
  }
}
