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
 * the number of followers, of pairs to warm up and of pairs that count, and {@code --explain} for
 * the plans as well.
 */
public final class FanOutBenchmark {
  private static final int CONNECTIONS = 10;
  private static final Duration BOUND = Duration.ofMinutes(3);
  private static final Duration GLANCE = Duration.ofMillis(50);

  private final Episodal episodal;
  private final StepTimes times;
  private final FanOutData data;
  private final ReleaseId release;
  private final long postmaster;
  private int published;

  private FanOutBenchmark(
      Episodal episodal, StepTimes times, FanOutData data, ReleaseId release, long postmaster) {
    this.episodal = episodal;
    this.times = times;
    this.data = data;
    this.release = release;
    this.postmaster = postmaster;
  }

  public static void main(String[] arguments) throws SQLException {
    var directory = Path.of(arguments[0]);
    var followers = Integer.parseInt(arguments[1]);
    var warmUps = Integer.parseInt(arguments[2]);
    var pairs = Integer.parseInt(arguments[3]);
    var explain = List.of(arguments).contains("--explain");
    Logs.configure(Settings.of(Map.of(Setting.LOG_LEVEL, "warn"), Map.of(), Optional.empty()));
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    try (var postgres = EmbeddedPostgres.start(directory, FanOutBenchmark::tell)) {
      Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
      if (explain) {
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
          new FanOutBenchmark(episodal, times, data, release, postgres.pid())
              .run(warmUps, pairs);
        }
      }
      if (explain) {
        Plans.print(directory.resolve("postgres").resolve("log"));
      }
    }
  }

  private void run(int warmUps, int pairs) throws SQLException {
    var bestRaw = Double.POSITIVE_INFINITY;
    var bestEngine = Double.POSITIVE_INFINITY;
    for (int i = 1; i <= warmUps; i++) {
      pair("warm-up " + i);
    }
    for (int i = 1; i <= pairs; i++) {
      var pair = pair("pair " + i);
      bestRaw = Math.min(bestRaw, pair.raw().millis());
      bestEngine = Math.min(bestEngine, pair.engine().millis());
    }
    System.out.printf(
        ROOT, "RESULT followers=%d engine_ms=%.0f raw_ms=%.0f%n", data.size(), bestEngine, bestRaw);
  }

  /** The one that goes first changes from pair to pair. */
  private Pair pair(String name) throws SQLException {
    var rawFirst = published % 2 == 0;
    var early = rawFirst ? insertRaw() : null;
    var engine = publish();
    var raw = early == null ? insertRaw() : early;
    System.out.printf(
        ROOT,
        "%s: engine %.0f ms, raw %.0f ms, ratio %.2f; CPU of the engine: PostgreSQL %.0f ms,"
            + " JVM %.0f ms; of raw: PostgreSQL %.0f ms%n%s",
        name,
        engine.millis(),
        raw.millis(),
        raw.millis() / engine.millis(),
        engine.cpu().postgres(),
        engine.cpu().jvm(),
        raw.cpu().postgres(),
        times.summary());
    return new Pair(raw, engine);
  }

  private Run insertRaw() throws SQLException {
    data.settle();
    var before = Cpu.now(postmaster);
    var millis = data.insertRaw();
    var run = new Run(millis, Cpu.now(postmaster).since(before));
    data.removeRaw();
    return run;
  }

  /** From the call that publishes to the last inbox row committed. */
  private Run publish() throws SQLException {
    data.settle();
    times.reset();
    var before = Cpu.now(postmaster);
    var begun = System.nanoTime();
    var number = ++published;
    var accepted =
        episodal
            .catalog()
            .episodes()
            .create(new Creation(release, "Episode " + number, number, 1440, null, null, null, null));
    var operation = await(accepted.operation(), begun);
    var run = new Run((times.lastStepEnd() - begun) / 1e6, Cpu.now(postmaster).since(before));
    data.verify(operation.progress());
    data.removeDelivered();
    return run;
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

  /** How long it took, and the CPU time it used. */
  private record Run(double millis, Cpu cpu) {}

  /** Two ways to write the same rows. */
  private record Pair(Run raw, Run engine) {}
}
