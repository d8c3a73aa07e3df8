package io.episodal.adapter.persistence;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.port.out.Signals;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's NOTIFY, which is sent with the commit of a delivery, and LISTEN on a connection that
 * is used for nothing else. The connection is opened when somebody first listens, and opened again
 * when it is lost; what was missed meanwhile is made good by a signal of all lanes. Thread-safe.
 */
final class NotifiedSignals implements Signals, AutoCloseable {
  static final String CHANNEL = "episodal_inbox";

  private static final Logger LOG = LoggerFactory.getLogger(NotifiedSignals.class);
  private static final Pattern LANES = Pattern.compile("(\\d{1,2}) (\\d{1,2})");
  private static final Set<Integer> ALL = between(0, UserId.LANES - 1);

  /** After so long a silence the connection is asked whether it is alive. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  /** How long it waits before it looks whether it was closed. */
  private static final Duration GLANCE = Duration.ofMillis(200);

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final ConnectionSource source;
  private final List<Consumer<Set<Integer>>> hearers = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable Thread thread;
  private boolean connected;

  NotifiedSignals(ConnectionSource source) {
    this.source = source;
  }

  /** Gives a connection of its own to whoever asks. */
  @FunctionalInterface
  interface ConnectionSource {
    Connection open() throws SQLException;
  }

  @Override
  public synchronized Runnable listen(Consumer<Set<Integer>> hearer) {
    hearers.add(hearer);
    if (connected) {
      hearer.accept(ALL);
    }
    start();
    return () -> hearers.remove(hearer);
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

  private void start() {
    if (thread == null) {
      thread = Thread.ofPlatform().name("episodal-signals").daemon().start(this::run);
    }
  }

  private void run() {
    var wasLost = false;
    while (!isClosed()) {
      try (var connection = source.open()) {
        listenOn(connection);
        if (wasLost) {
          LOG.info("Deliveries of other nodes are heard of again");
        }
        wasLost = false;
        hear(connection.unwrap(PGConnection.class), connection);
        stopListening(connection);
      } catch (SQLException e) {
        if (!wasLost && !isClosed()) {
          LOG.warn(
              "Deliveries are not heard of until PostgreSQL is reached again: {}", e.toString());
        }
        wasLost = true;
      } finally {
        disconnected();
      }
      pause();
    }
  }

  private void listenOn(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    execute(connection, "listen " + CHANNEL);
    connected();
  }

  /** Whoever uses the connection next does not want to hear anything. */
  private static void stopListening(Connection connection) throws SQLException {
    execute(connection, "unlisten " + CHANNEL);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void hear(PGConnection notified, Connection connection) throws SQLException {
    var heard = System.nanoTime();
    while (!isClosed()) {
      var signals = notified.getNotifications((int) GLANCE.toMillis());
      if (signals != null && signals.length > 0) {
        tell(lanes(signals));
        heard = System.nanoTime();
      } else if (System.nanoTime() - heard > SILENCE.toNanos()) {
        ask(connection);
        heard = System.nanoTime();
      }
    }
  }

  private static void ask(Connection connection) throws SQLException {
    if (!connection.isValid((int) SILENCE.toSeconds())) {
      throw new SQLException("the connection is dead");
    }
  }

  private synchronized void connected() {
    connected = true;
    tell(ALL);
  }

  private synchronized void disconnected() {
    connected = false;
  }

  private synchronized void tell(Set<Integer> lanes) {
    hearers.forEach(hearer -> hearer.accept(lanes));
  }

  private static Set<Integer> lanes(PGNotification[] signals) {
    return IntStream.range(0, signals.length)
        .mapToObj(at -> lanes(signals[at].getParameter()))
        .flatMap(Set::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What somebody else sent on our channel may mean anything. */
  private static Set<Integer> lanes(String payload) {
    var lanes = LANES.matcher(payload);
    return lanes.matches()
        ? between(
            Integer.parseInt(lanes.group(1)),
            Math.min(Integer.parseInt(lanes.group(2)), UserId.LANES - 1))
        : ALL;
  }

  private static Set<Integer> between(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().collect(Collectors.toUnmodifiableSet());
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
