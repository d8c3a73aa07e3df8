package io.episodal.bootstrap;

import io.episodal.adapter.cache.AnswerCaches;
import io.episodal.adapter.http.HttpApi;
import io.episodal.adapter.persistence.PostgresPersistence;
import io.episodal.adapter.security.Security;
import io.episodal.application.Episodal;
import io.episodal.bootstrap.ServerConfig.Database;
import io.episodal.domain.cache.port.out.AnswerCache;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.port.in.ManageAccounts.Registration;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.port.out.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The engine with its database and its HTTP interface, started in order and stopped in the opposite
 * order. Thread-safe.
 */
final class Server implements AutoCloseable {
  private static final int WATCH_SECONDS = 1;
  private static final int PATIENCE_SECONDS = 2;

  /** What cannot be broken off, such as the start of PostgreSQL, ends within this. */
  private static final int LAST_PATIENCE_SECONDS = 5;

  private final ServerConfig config;
  private final Consumer<String> progress;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final ProcessMetrics metrics = new ProcessMetrics();
  private final Listener listener = new CountingListener(metrics.registry(), new LoggingListener());
  private final CountDownLatch startEnded = new CountDownLatch(1);
  private volatile @Nullable Thread starter;
  private volatile boolean closed;
  private int port;
  private Optional<DemoAccounts> demoAccounts = Optional.empty();

  /** A server that does nothing yet. */
  Server(ServerConfig config, Consumer<String> progress) {
    this.config = config;
    this.progress = progress;
  }

  /** A server that was started as {@link #start(boolean)} does it. */
  static Server start(ServerConfig config, boolean demo, Consumer<String> progress) {
    var server = new Server(config, progress);
    server.start(demo);
    return server;
  }

  /**
   * Starts everything and returns when requests are served; once.
   *
   * @param demo whether to load the demo data, if that was not done before
   * @throws StartupException with a sentence for the operator, also when it is closed meanwhile;
   *     what was started is stopped again
   */
  void start(boolean demo) {
    starter = Thread.currentThread();
    try {
      startParts(demo);
    } catch (RuntimeException e) {
      var unwanted = closed;
      closed = true;
      stopParts();
      throw unwanted ? stoppedEarly() : e;
    } finally {
      startEnded.countDown();
    }
  }

  int port() {
    return port;
  }

  /** The demo's accounts, if this is a demo. */
  Optional<DemoAccounts> demoAccounts() {
    return demoAccounts;
  }

  /** Whether it was closed, or could not start. */
  boolean isClosed() {
    return closed;
  }

  /** Ends a start that is still going on, and stops what is running. */
  @Override
  public void close() {
    closed = true;
    try {
      endStart();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stopParts();
  }

  /** A start ends by itself before its next part, but a part can take long. */
  private void endStart() throws InterruptedException {
    var thread = starter;
    if (thread != null && !startEnded.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      thread.interrupt();
      var unused = startEnded.await(LAST_PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private synchronized void stopParts() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        progress.accept("A part could not be stopped cleanly: " + e.getMessage());
      }
    }
  }

  private void startParts(boolean demo) {
    requireFreePort();
    owned(metrics);
    var cache = cache();
    var directory = DataDirectory.at(config.dataDirectory());
    var secret = config.jwtSecret().orElseGet(directory::secret);
    var database = config.database().orElseGet(() -> embedded(directory));
    if (demo) {
      demoAccounts = Optional.of(loadDemo(database, secret));
    }
    var persistence = owned(connect(database));
    metrics.watch(persistence);
    var episodal =
        owned(
            build(
                engine(persistence, secret)
                    .cache(cache)
                    .backgroundThreads(config.backgroundThreads())));
    metrics.watch(episodal.analytics().views());
    config.admin().ifPresent(admin -> makeAdmin(episodal, admin));
    var http =
        owned(
            HttpApi.builder()
                .identity(episodal.identity())
                .catalog(episodal.catalog())
                .analytics(episodal.analytics())
                .subscriptions(episodal.subscriptions())
                .inbox(episodal.notifications())
                .streams(episodal.inboxes(), persistence.signals())
                .streamLimits(config.streams(), config.streamHeartbeat())
                .recommendations(episodal.recommendations(), episodal.recommending())
                .preferences(episodal.preferences())
                .trace(episodal.trace())
                .operations(episodal.operations())
                .jobs(episodal.watchJobs())
                .health(episodal.health())
                .cache(cache)
                .metrics(metrics.registry())
                .host(config.host())
                .port(config.port())
                .maxInFlight(config.maxInFlight())
                .maxConnections(config.maxConnections())
                .trustedProxies(config.trustedProxies())
                .corsOrigins(config.corsOrigins())
                .build());
    listen(http);
  }

  private Database embedded(DataDirectory directory) {
    var postgres = owned(EmbeddedPostgres.start(directory.path(), this::report));
    var watch =
        Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().name("postgres-watch").daemon().unstarted(work));
    var unused =
        watch.scheduleWithFixedDelay(
            () -> revive(postgres), WATCH_SECONDS, WATCH_SECONDS, TimeUnit.SECONDS);
    owned(watch::shutdownNow);
    return new Database(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  private void revive(EmbeddedPostgres postgres) {
    try {
      postgres.restartIfDead();
    } catch (StartupException e) {
      progress.accept(e.getMessage());
    }
  }

  private AnswerCache cache() {
    return config
        .sharedCache()
        .map(redis -> (AnswerCache) owned(overRedis(redis)))
        .orElseGet(() -> AnswerCaches.inProcess(config.cacheBytes()));
  }

  private AnswerCaches.Shared overRedis(ServerConfig.SharedCache redis) {
    try {
      return AnswerCaches.overRedis(redis.url(), config.cacheBytes(), listener);
    } catch (IllegalArgumentException e) {
      throw new StartupException(
          Setting.REDIS_URL.key() + " is not understood: " + e.getMessage() + ".");
    }
  }

  private PostgresPersistence connect(Database database) {
    return PostgresPersistence.connect(
        database.jdbcUrl(), database.user(), database.password(), config.connections(), listener);
  }

  /** Loading has an engine of its own, whose background work waits until all data are there. */
  private DemoAccounts loadDemo(Database database, byte[] secret) {
    try (var persistence = connect(database);
        var episodal = build(engine(persistence, secret).backgroundThreads(0))) {
      return new Demo(episodal, secret, this::report).load();
    }
  }

  private Episodal.Builder engine(PostgresPersistence persistence, byte[] secret) {
    var security = security(secret);
    var episodal =
        Episodal.builder()
            .identity(security.accessTokens(), security.secrets(), config.refreshLifetime());
    if (config.limitSignIns()) {
      episodal.signInLimit(security.signInLimit());
    }
    return episodal
        .persistence(persistence)
        .delivery(config.delivery())
        .views(config.views())
        .notificationRetention(config.notificationRetention())
        .operationRetention(config.operationRetention())
        .listener(listener);
  }

  private Security security(byte[] secret) {
    var security = Security.builder().accessLifetime(config.accessLifetime());
    config.trustedIssuers().forEach(security::trust);
    return config
        .keyPair()
        .map(pair -> security.keyPair(pair.algorithm(), pair.privatePem(), pair.publicPem()))
        .orElseGet(() -> security.hmacSecret(secret))
        .build();
  }

  private Episodal build(Episodal.Builder builder) {
    try {
      return builder.build();
    } catch (RuntimeException e) {
      throw new StartupException(
          "The database "
              + config.database().map(Database::jdbcUrl).orElse("in " + config.dataDirectory())
              + " cannot be used: "
              + StartupException.innermost(e)
              + ".");
    }
  }

  private static void makeAdmin(Episodal episodal, ServerConfig.Admin admin) {
    try {
      var registration = new Registration(admin.email(), admin.password(), null);
      episodal.identity().accounts().ensure(registration, Role.ADMIN);
    } catch (DomainException e) {
      throw new StartupException("The first administrator cannot be made: " + e.getMessage() + ".");
    }
  }

  /** Tells of a taken port before the long work begins. */
  private void requireFreePort() {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(config.host()), config.port()));
    } catch (UnknownHostException e) {
      throw new StartupException(
          "The host " + config.host() + " is unknown; choose another with --host.");
    } catch (IOException e) {
      throw cannotListen(e);
    }
  }

  private void listen(HttpApi http) {
    try {
      http.start();
    } catch (UncheckedIOException e) {
      throw cannotListen(e);
    }
    port = http.port();
  }

  private StartupException cannotListen(Exception cause) {
    return new StartupException(
        "Port "
            + config.port()
            + " of "
            + config.host()
            + " cannot be listened on ("
            + StartupException.innermost(cause)
            + "); stop the program that has it or choose another with --port.");
  }

  private <T extends AutoCloseable> T owned(T part) {
    synchronized (this) {
      running.push(part);
    }
    requireWanted();
    return part;
  }

  private void report(String line) {
    requireWanted();
    progress.accept(line);
  }

  /** Ends a start during which the server was closed. */
  private void requireWanted() {
    if (closed && startEnded.getCount() > 0) {
      throw stoppedEarly();
    }
  }

  private static StartupException stoppedEarly() {
    return new StartupException("The server was stopped before it was ready.");
  }
}
