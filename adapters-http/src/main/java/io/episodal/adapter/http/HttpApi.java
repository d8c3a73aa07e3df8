package io.episodal.adapter.http;

import io.episodal.domain.analytics.Analytics;
import io.episodal.domain.cache.port.out.AnswerCache;
import io.episodal.domain.catalog.Catalog;
import io.episodal.domain.health.port.in.CheckHealth;
import io.episodal.domain.identity.Identity;
import io.episodal.domain.job.port.in.WatchJobs;
import io.episodal.domain.notification.port.in.FollowInboxes;
import io.episodal.domain.notification.port.in.ManagePreferences;
import io.episodal.domain.notification.port.in.ReadInbox;
import io.episodal.domain.notification.port.in.TraceNotifications;
import io.episodal.domain.notification.port.out.Signals;
import io.episodal.domain.operation.port.in.WatchOperations;
import io.episodal.domain.recommendation.port.in.ReadRecommendations;
import io.episodal.domain.recommendation.port.in.SendRecommendations;
import io.episodal.domain.shared.AddressRange;
import io.episodal.domain.subscription.port.in.ManageSubscriptions;
import io.javalin.Javalin;
import io.javalin.util.JavalinException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP interface of an engine: a server that offers its use cases under {@code /api/v1}, with
 * health probes, the contract at {@code /openapi.json}, its documentation at {@code /docs} and a
 * web page at {@code /}. Thread-safe; starts and closes once.
 */
public final class HttpApi implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

  private final String address;
  private final List<Route> routes;
  private final Javalin server;
  private final StreamHub streams;

  private HttpApi(Builder builder) {
    this.address = builder.host + ":" + builder.port;
    var meters = new Meters(builder.registry);
    this.streams = builder.hub();
    this.routes = builder.routes(meters, streams);
    var gate =
        new Gate(
            needed(builder.identity, "identity").authenticate(),
            builder.maxInFlight,
            builder.bodyBytes,
            new Proxies(builder.trustedProxies),
            meters);
    this.server = WebServer.of(routes, gate, meters, builder.listening());
  }

  /** Begins an API; {@link Builder} tells what it needs. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Begins to listen and returns when requests are served.
   *
   * @throws UncheckedIOException if the address cannot be had; its cause is a {@link BindException}
   *     when another program has the port
   */
  public void start() {
    try {
      server.start();
    } catch (JavalinException e) {
      server.stop();
      throw new UncheckedIOException("cannot listen on " + address, ioCause(e));
    }
    streams.start();
  }

  /** The port that is listened on. */
  public int port() {
    return server.port();
  }

  /**
   * Stops listening. Requests received before are answered, for at most eight seconds, and so are
   * those that come on open connections meanwhile, which are closed behind the answer. Open streams
   * are ended first.
   */
  @Override
  public void close() {
    streams.close();
    try {
      server.stop();
    } catch (JavalinException e) {
      LOG.warn("stopped listening on {} before every request was answered", address, e);
    }
  }

  /** What is served, for the test that compares it with the contract. */
  List<Route> routes() {
    return routes;
  }

  private static IOException ioCause(JavalinException failure) {
    IOException innermost = null;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException taken) {
        return taken;
      }
      if (cause instanceof IOException io) {
        innermost = io;
      }
    }
    if (innermost == null) {
      throw failure;
    }
    return innermost;
  }

  private static <T> T needed(@Nullable T part, String name) {
    if (part == null) {
      throw new IllegalStateException("HttpApi.builder()." + name + "(...) has not been called");
    }
    return part;
  }

  /** Collects what an {@link HttpApi} is made of. Not thread-safe. */
  public static final class Builder {
    private static final int HIGHEST_PORT = 65_535;
    private static final int USUAL_PORT = 8080;
    private static final int USUAL_IN_FLIGHT = 256;
    private static final int USUAL_CONNECTIONS = 12_000;

    private @Nullable Identity identity;
    private @Nullable Catalog catalog;
    private @Nullable Analytics analytics;
    private @Nullable ManageSubscriptions subscriptions;
    private @Nullable ReadInbox inbox;
    private @Nullable FollowInboxes inboxes;
    private @Nullable Signals signals;
    private StreamLimits streams = StreamLimits.USUAL;
    private @Nullable ReadRecommendations recommendations;
    private @Nullable SendRecommendations recommending;
    private @Nullable ManagePreferences preferences;
    private @Nullable TraceNotifications trace;
    private @Nullable WatchOperations operations;
    private @Nullable WatchJobs jobs;
    private @Nullable CheckHealth health;
    private @Nullable AnswerCache cache;
    private PrometheusMeterRegistry registry =
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private String host = "127.0.0.1";
    private int port = USUAL_PORT;
    private int maxInFlight = USUAL_IN_FLIGHT;
    private int maxConnections = USUAL_CONNECTIONS;
    private Set<String> corsOrigins = Set.of();
    private List<AddressRange> trustedProxies = List.of();
    private Duration idle = Duration.ofSeconds(30);
    private Duration stalled = Duration.ofMinutes(3);
    private long bodyBytes = Runtime.getRuntime().maxMemory() / 8;
    private long unsentBytes = Runtime.getRuntime().maxMemory() / 8;

    private Builder() {}

    /** Who signs in and who one is. Required. */
    public Builder identity(Identity conversations) {
      this.identity = conversations;
      return this;
    }

    /** Browsing, editing and rating the catalogue. Required. */
    public Builder catalog(Catalog conversations) {
      this.catalog = conversations;
      return this;
    }

    /** Recording views and reading figures. Required. */
    public Builder analytics(Analytics conversations) {
      this.analytics = conversations;
      return this;
    }

    /** Following and no longer following. Required. */
    public Builder subscriptions(ManageSubscriptions conversation) {
      this.subscriptions = conversation;
      return this;
    }

    /** Reading notifications. Required. */
    public Builder inbox(ReadInbox conversation) {
      this.inbox = conversation;
      return this;
    }

    /**
     * Being told of new notifications as they come, and what says that there are some. Required.
     */
    public Builder streams(FollowInboxes conversation, Signals news) {
      this.inboxes = conversation;
      this.signals = news;
      return this;
    }

    /**
     * Bounds the streams of notifications.
     *
     * @param open most of them at once, 1 or more; 10,000 if not called
     * @param heartbeat how long nothing is written at most, positive; 25 seconds if not called
     */
    public Builder streamLimits(int open, Duration heartbeat) {
      return streamLimits(
          new StreamLimits(
              open, StreamLimits.USUAL.ofUser(), heartbeat, StreamLimits.USUAL.stalled()));
    }

    /** As above, with limits that nobody else sets; for tests. */
    Builder streamLimits(StreamLimits limits) {
      this.streams = limits;
      return this;
    }

    /** Reading recommendations, and sending them by hand. Required. */
    public Builder recommendations(ReadRecommendations conversation, SendRecommendations sending) {
      this.recommendations = conversation;
      this.recommending = sending;
      return this;
    }

    /** Saying what one wants to be told of. Required. */
    public Builder preferences(ManagePreferences conversation) {
      this.preferences = conversation;
      return this;
    }

    /** Finding out why somebody was told, or not. Required. */
    public Builder trace(TraceNotifications conversation) {
      this.trace = conversation;
      return this;
    }

    /** Watching what became of an accepted change. Required. */
    public Builder operations(WatchOperations conversation) {
      this.operations = conversation;
      return this;
    }

    /** How background work goes. Required. */
    public Builder jobs(WatchJobs conversation) {
      this.jobs = conversation;
      return this;
    }

    /** What the probes ask. Required. */
    public Builder health(CheckHealth conversation) {
      this.health = conversation;
      return this;
    }

    /** Where answers of analytics are kept; the caller closes it. */
    public Builder cache(AnswerCache answers) {
      this.cache = answers;
      return this;
    }

    /**
     * What {@code /metrics} shows, and where requests are counted; a registry of its own if not
     * called.
     */
    public Builder metrics(PrometheusMeterRegistry meters) {
      this.registry = meters;
      return this;
    }

    /** The name or address to listen on; {@code 127.0.0.1} if not called, so for this machine. */
    public Builder host(String name) {
      this.host = name;
      return this;
    }

    /** The port to listen on, 0 for any that is free; 8080 if not called. */
    public Builder port(int number) {
      if (number < 0 || number > HIGHEST_PORT) {
        throw new IllegalArgumentException("a port is 0 to " + HIGHEST_PORT + ", not " + number);
      }
      this.port = number;
      return this;
    }

    /** Most requests handled at once, 1 or more; 256 if not called. Others are told to wait. */
    public Builder maxInFlight(int requests) {
      if (requests < 1) {
        throw new IllegalArgumentException("at least 1 request must be let in, not " + requests);
      }
      this.maxInFlight = requests;
      return this;
    }

    /**
     * Most open connections, 1 or more; 12,000 if not called, which leaves room beside 10,000
     * streams. Others wait to be accepted.
     */
    public Builder maxConnections(int connections) {
      if (connections < 1) {
        throw new IllegalArgumentException(
            "at least 1 connection must be accepted, not " + connections);
      }
      this.maxConnections = connections;
      return this;
    }

    /**
     * Origins such as {@code https://app.example} whose pages may call from browsers, or {@code *}
     * for all; none if not called.
     */
    public Builder corsOrigins(Set<String> origins) {
      this.corsOrigins = Set.copyOf(origins);
      return this;
    }

    /**
     * Networks of proxies that say in {@code X-Forwarded-For} whose requests they pass on; none if
     * not called.
     */
    public Builder trustedProxies(List<AddressRange> networks) {
      this.trustedProxies = List.copyOf(networks);
      return this;
    }

    /** How long to wait for requests, and for the readers of long answers; for tests. */
    Builder patience(Duration forRequests, Duration forReaders) {
      this.idle = forRequests;
      this.stalled = forReaders;
      return this;
    }

    /** The most memory for long bodies of requests that are not answered yet; for tests. */
    Builder bodyBytes(long most) {
      this.bodyBytes = most;
      return this;
    }

    /** The most memory for long answers that wait for their readers; for tests. */
    Builder unsentBytes(long most) {
      this.unsentBytes = most;
      return this;
    }

    /** The server, not started yet; fails if one of the conversations or the cache is missing. */
    public HttpApi build() {
      return new HttpApi(this);
    }

    private Listening listening() {
      return new Listening(
          host, port, maxConnections, idle, stalled, unsentBytes, new Cors(corsOrigins));
    }

    private StreamHub hub() {
      return new StreamHub(
          needed(inboxes, "streams"),
          needed(signals, "streams"),
          streams,
          new StreamMeters(registry));
    }

    private AnswerCache shownCache() {
      var answers = needed(cache, "cache");
      CacheMeters.show(answers, registry);
      return answers;
    }

    private List<Route> routes(Meters meters, StreamHub hub) {
      var conversations = needed(catalog, "catalog");
      var cached = new CachedAnswers(shownCache());
      var times = new QueryTimes(registry);
      return Stream.of(
              new AccountRoutes(needed(identity, "identity")).routes(),
              new ReleaseRoutes(conversations).routes(),
              new EpisodeRoutes(conversations).routes(),
              new GenreRoutes(conversations).routes(),
              new FranchiseRoutes(conversations).routes(),
              new BatchRoutes(conversations.batch()).routes(),
              new OperationRoutes(needed(operations, "operations")).routes(),
              new JobRoutes(needed(jobs, "jobs")).routes(),
              new RebuildRoutes(needed(analytics, "analytics").rebuilding()).routes(),
              new ViewRoutes(needed(analytics, "analytics").views()).routes(),
              new AnalyticsRoutes(needed(analytics, "analytics").figures(), cached, times).routes(),
              new ReleaseAnalyticsRoutes(needed(analytics, "analytics").releases(), cached, times)
                  .routes(),
              new SummaryRoutes(needed(analytics, "analytics").summary()).routes(),
              new SubscriptionRoutes(needed(subscriptions, "subscriptions")).routes(),
              new StreamRoutes(
                      needed(inboxes, "streams"), hub, needed(identity, "identity").authenticate())
                  .routes(),
              new NotificationRoutes(needed(inbox, "inbox")).routes(),
              new RecommendationRoutes(
                      needed(recommendations, "recommendations"),
                      needed(recommending, "recommendations"),
                      needed(preferences, "preferences"))
                  .routes(),
              new PreferencesRoutes(needed(preferences, "preferences")).routes(),
              new TraceRoutes(needed(trace, "trace")).routes(),
              new HealthRoutes(needed(health, "health")).routes(),
              new MetricsRoutes(meters).routes(),
              new PageRoutes().routes())
          .flatMap(List::stream)
          .toList();
    }
  }
}
