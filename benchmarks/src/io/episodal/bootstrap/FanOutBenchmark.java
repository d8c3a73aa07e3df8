package io.episodal.bootstrap;

import static java.util.Locale.ROOT;

import io.episodal.adapter.persistence.PostgresPersistence;
import io.episodal.application.Episodal;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.in.ManageEpisodes.Creation;
import io.episodal.domain.operation.Operation;
import io.episodal.domain.operation.Operation.Status;
import io.episodal.domain.operation.OperationId;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes an episode to many followers through the real engine, again and again, each time beside
 * one raw ordered {@code INSERT .. SELECT} of the same inbox rows. Arguments: an empty directory,
 * the number of followers, the number of pairs, and {@code --explain} for the plans as well.
 */
public final class FanOutBenchmark {
  private static final int CONNECTIONS = 10;
  private static final Duration BOUND = Duration.ofMinutes(3);
  private static final Duration GLANCE = Duration.ofMillis(50);

  private final Episodal episodal;
  private final StepTimes times;
  private final FanOutData data;
  private final ReleaseId release;
  private int published;

  private FanOutBenchmark(Episodal episodal, StepTimes times, FanOutData data, ReleaseId release) {
    this.episodal = episodal;
    this.times = times;
    this.data = data;
    this.release = release;
  }

  public static void main(String[] arguments) throws SQLException {
    var directory = Path.of(arguments[0]);
    var followers = Integer.parseInt(arguments[1]);
    var pairs = Integer.parseInt(arguments[2]);
    Logs.configure(
        Settings.of(Map.of(Setting.LOG_LEVEL, "warn"), Map.of(), Optional.empty()));
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    try (var postgres = EmbeddedPostgres.start(directory, FanOutBenchmark::tell)) {
      Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
      if (List.of(arguments).contains("--explain")) {
        Plans.log(postgres);
      }
      var times = new StepTimes();
      try (var persistence =
              PostgresPersistence.connect(
                  postgres.jdbcUrl(), postgres.user(), postgres.password(), CONNECTIONS);
          var episodal =
              Episodal.builder().persistence(new TimedPersistence(persistence, times)).build()) {
        var release = episodal.catalog().releases().create(ReleaseDetails.titled("Fan-out")).id();
        try (var data = FanOutData.load(postgres, release, followers)) {
          new FanOutBenchmark(episodal, times, data, release).run(pairs);
        }
      }
      if (List.of(arguments).contains("--explain")) {
        Plans.print(directory.resolve("postgres").resolve("log"));
      }
    }
  }

  private void run(int pairs) throws SQLException {
    var bestRaw = Double.POSITIVE_INFINITY;
    var bestEngine = Double.POSITIVE_INFINITY;
    pair("warm-up");
    for (int i = 1; i <= pairs; i++) {
      var pair = pair("pair " + i);
      bestRaw = Math.min(bestRaw, pair.raw());
      bestEngine = Math.min(bestEngine, pair.engine());
    }
    System.out.printf(
        ROOT, "RESULT followers=%d engine_ms=%.0f raw_ms=%.0f%n", data.size(), bestEngine, bestRaw);
  }

  /** The one that goes first changes from pair to pair. */
  private Pair pair(String name) throws SQLException {
    var rawFirst = published % 2 == 0;
    var raw = rawFirst ? data.insertRaw() : 0;
    times.reset();
    var engine = publish();
    var steps = times.summary();
    if (!rawFirst) {
      raw = data.insertRaw();
    }
    System.out.printf(
        ROOT, "%s: engine %.0f ms, raw %.0f ms, ratio %.2f%n%s", name, engine, raw, raw / engine,
        steps);
    return new Pair(raw, engine);
  }

  /** Answers the milliseconds from the call that publishes to the last inbox row committed. */
  private double publish() throws SQLException {
    data.settle();
    var begun = System.nanoTime();
    var number = ++published;
    var accepted =
        episodal
            .catalog()
            .episodes()
            .create(new Creation(release, "Episode " + number, number, 1440, null, null, null, null));
    var operation = await(accepted.operation(), begun);
    var millis = (times.lastStepEnd() - begun) / 1e6;
    data.verify(operation.progress());
    data.removeDelivered();
    return millis;
  }

  private Operation await(OperationId id, long begun) {
    while (System.nanoTime() - begun < BOUND.toNanos()) {
      var operation = episodal.operations().operation(id);
      if (operation.status() == Status.SUCCEEDED) {
        return operation;
      }
      LockSupport.parkNanos(GLANCE.toNanos());
    }
    throw new IllegalStateException("the fan-out has not ended within " + BOUND);
  }

  private static void tell(String line) {
    System.out.println(line);
  }

  /** Milliseconds of two ways to write the same rows. */
  private record Pair(double raw, double engine) {}
}
