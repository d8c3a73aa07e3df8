package io.episodal.application;

import io.episodal.application.analytics.AnalyticsFeature;
import io.episodal.application.catalog.CatalogFeature;
import io.episodal.application.engine.Engine;
import io.episodal.application.health.HealthFeature;
import io.episodal.application.identity.IdentityFeature;
import io.episodal.application.job.JobFeature;
import io.episodal.application.job.JobHandler;
import io.episodal.application.notification.NotificationFeature;
import io.episodal.application.operation.OperationFeature;
import io.episodal.application.recommendation.RecommendationFeature;
import io.episodal.application.subscription.SubscriptionFeature;
import io.episodal.domain.analytics.Analytics;
import io.episodal.domain.analytics.ViewPolicy;
import io.episodal.domain.cache.port.out.AnswerCache;
import io.episodal.domain.catalog.Catalog;
import io.episodal.domain.health.port.in.CheckHealth;
import io.episodal.domain.identity.Identity;
import io.episodal.domain.identity.port.out.AccessTokens;
import io.episodal.domain.identity.port.out.Secrets;
import io.episodal.domain.identity.port.out.SignInLimit;
import io.episodal.domain.job.Schedule;
import io.episodal.domain.job.port.in.RunJobs;
import io.episodal.domain.job.port.in.WatchJobs;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.port.in.FollowInboxes;
import io.episodal.domain.notification.port.in.ManagePreferences;
import io.episodal.domain.notification.port.in.ReadInbox;
import io.episodal.domain.notification.port.in.TraceNotifications;
import io.episodal.domain.operation.port.in.WatchOperations;
import io.episodal.domain.recommendation.port.in.ReadRecommendations;
import io.episodal.domain.recommendation.port.in.SendRecommendations;
import io.episodal.domain.shared.port.out.IdGenerator;
import io.episodal.domain.shared.port.out.Listener;
import io.episodal.domain.subscription.port.in.ManageSubscriptions;
import io.episodal.domain.transaction.Persistence;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The audience engine: its use cases over one store. Immutable and thread-safe. Closing it ends its
 * background threads, once every view that was reported is recorded; what it was given stays the
 * host's to close.
 */
public final class Episodal implements AutoCloseable {
  private final Persistence persistence;
  private final Catalog catalog;
  private final AnalyticsFeature analytics;
  private final ManageSubscriptions subscriptions;
  private final ReadInbox notifications;
  private final FollowInboxes inboxes;
  private final ReadRecommendations recommendations;
  private final SendRecommendations recommending;
  private final ManagePreferences preferences;
  private final TraceNotifications trace;
  private final WatchOperations operations;
  private final RunJobs jobs;
  private final WatchJobs watchJobs;
  private final CheckHealth health;
  private final Runnable endOfListening;
  private final Clock clock;
  private final Optional<Identity> identity;

  private Episodal(Builder builder, Persistence persistence, Engine engine) {
    this.persistence = persistence;
    this.clock = engine.clock();
    this.catalog = CatalogFeature.create(engine);
    this.analytics = AnalyticsFeature.open(engine, persistence, builder.views);
    this.subscriptions = SubscriptionFeature.create(engine);
    this.notifications = NotificationFeature.create(engine);
    this.inboxes = NotificationFeature.follow(engine);
    this.recommendations = RecommendationFeature.create(engine);
    this.recommending = RecommendationFeature.send(engine, builder.delivery);
    this.preferences = NotificationFeature.preferences(engine);
    this.trace = NotificationFeature.trace(engine, builder.delivery);
    this.operations = OperationFeature.create(engine);
    this.health = HealthFeature.create(engine, persistence);
    this.jobs = JobFeature.create(engine, builder.handlers(engine), schedules());
    this.watchJobs = JobFeature.watch(engine, schedules());
    this.identity = builder.identity(engine);
    this.endOfListening = engine.forgetWith(persistence.evictions());
  }

  /** Begins an engine; all but {@link Builder#persistence} has a default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Reading and editing releases, episodes, genres and franchises. */
  public Catalog catalog() {
    return catalog;
  }

  /** Recording views and reading figures. */
  public Analytics analytics() {
    return analytics.conversations();
  }

  /** Following. */
  public ManageSubscriptions subscriptions() {
    return subscriptions;
  }

  /** Reading notifications. */
  public ReadInbox notifications() {
    return notifications;
  }

  /** Being told of new notifications as they come. */
  public FollowInboxes inboxes() {
    return inboxes;
  }

  /** Reading what one may like. */
  public ReadRecommendations recommendations() {
    return recommendations;
  }

  /** Recommending something to somebody by hand. */
  public SendRecommendations recommending() {
    return recommending;
  }

  /** What users want to be told of, and when. */
  public ManagePreferences preferences() {
    return preferences;
  }

  /** Why users were told of something, or were not. */
  public TraceNotifications trace() {
    return trace;
  }

  /** Watching what an accepted change sets off. */
  public WatchOperations operations() {
    return operations;
  }

  /** Running background work by hand, for a host that asked for no threads. */
  public RunJobs jobs() {
    return jobs;
  }

  /** Watching background work, for whoever operates the engine. */
  public WatchJobs watchJobs() {
    return watchJobs;
  }

  /** What probes ask: whether the engine can answer. */
  public CheckHealth health() {
    return health;
  }

  /** The clock it runs by. */
  public Clock clock() {
    return clock;
  }

  /** Accounts and tokens; an IllegalStateException unless the builder was given what they need. */
  public Identity identity() {
    return identity.orElseThrow(
        () -> new IllegalStateException("give the builder .identity(...) to have accounts"));
  }

  @Override
  public void close() {
    endOfListening.run();
    analytics.close();
    persistence.workers().close();
  }

  private static List<Schedule> schedules() {
    return Stream.of(
            CatalogFeature.SCHEDULES,
            NotificationFeature.SCHEDULES,
            AnalyticsFeature.SCHEDULES,
            RecommendationFeature.SCHEDULES,
            OperationFeature.SCHEDULES,
            IdentityFeature.SCHEDULES)
        .flatMap(List::stream)
        .toList();
  }

  /** Collects what an engine is built from. Not thread-safe. */
  public static final class Builder {
    private static final int USUAL_THREADS = 2;
    private static final Duration USUAL_RETENTION = Duration.ofDays(30);

    private @Nullable Persistence persistence;
    private @Nullable AnswerCache cache;
    private @Nullable AccessTokens accessTokens;
    private @Nullable Secrets secrets;
    private SignInLimit signInLimit = Defaults.signInLimit();
    private Duration refreshLifetime = Duration.ofDays(30);
    private Clock clock = Defaults.clock();
    private @Nullable IdGenerator ids;
    private Listener listener = Defaults.listener();
    private DeliveryPolicy delivery = DeliveryPolicy.USUAL;
    private ViewPolicy views = ViewPolicy.USUAL;
    private Duration retention = USUAL_RETENTION;
    private Duration operationRetention = USUAL_RETENTION;
    private int threads = USUAL_THREADS;

    private Builder() {}

    /** The store; required. */
    public Builder persistence(Persistence store) {
      persistence = store;
      return this;
    }

    /**
     * A cache of answers that changes are to evict, those of other nodes and programs too; none by
     * default. To hear of them the store uses a connection as long as the engine is open.
     */
    public Builder cache(AnswerCache answers) {
      cache = answers;
      return this;
    }

    /**
     * What accounts need; without it the host brings its own users.
     *
     * @param lifetime how long a refresh token can be used
     */
    public Builder identity(AccessTokens tokens, Secrets hashes, Duration lifetime) {
      accessTokens = tokens;
      secrets = hashes;
      refreshLifetime = lifetime;
      return this;
    }

    /** Slows down whoever guesses passwords; nobody by default. */
    public Builder signInLimit(SignInLimit limit) {
      signInLimit = limit;
      return this;
    }

    /** The clock of everything that nodes need not agree on; the system clock by default. */
    public Builder clock(Clock other) {
      clock = other;
      return this;
    }

    /** Makes ids; random UUIDs of version 7 by default. */
    public Builder ids(IdGenerator other) {
      ids = other;
      return this;
    }

    /** Hears of noteworthy events; nobody by default. */
    public Builder listener(Listener other) {
      listener = other;
      return this;
    }

    /** How often a user may be told; {@link DeliveryPolicy#USUAL} by default. */
    public Builder delivery(DeliveryPolicy policy) {
      delivery = policy;
      return this;
    }

    /** How long read notifications are kept; 30 days by default. */
    public Builder notificationRetention(Duration kept) {
      retention = kept;
      return this;
    }

    /** How views are taken in; {@link ViewPolicy#USUAL} by default. */
    public Builder views(ViewPolicy policy) {
      views = policy;
      return this;
    }

    /** How long finished operations are kept; 30 days by default. */
    public Builder operationRetention(Duration kept) {
      operationRetention = kept;
      return this;
    }

    /** Threads for background work, 2 by default; with 0 the host runs {@link #jobs} itself. */
    public Builder backgroundThreads(int count) {
      if (count < 0) {
        throw new IllegalArgumentException("threads must be at least 0, not " + count);
      }
      threads = count;
      return this;
    }

    /**
     * Brings the store's schema up to date and starts the engine.
     *
     * @throws IllegalStateException if there is no store
     */
    public Episodal build() {
      if (persistence == null) {
        throw new IllegalStateException("give the builder .persistence(...)");
      }
      persistence.migrate();
      var engine =
          new Engine(
              Defaults.node(),
              persistence.unitOfWork(),
              persistence.workers(),
              clock,
              ids == null ? Defaults.ids(clock) : ids,
              listener,
              Optional.ofNullable(cache));
      var episodal = new Episodal(this, persistence, engine);
      if (threads > 0) {
        persistence.workers().start(threads, () -> runNext(episodal.jobs));
      }
      return episodal;
    }

    /** A thread outlives whatever the queue fails with, and looks again after a pause. */
    private boolean runNext(RunJobs jobs) {
      try {
        return jobs.runNext();
      } catch (RuntimeException e) {
        listener.queueUnreachable(e);
        return false;
      }
    }

    private List<JobHandler> handlers(Engine engine) {
      return Stream.of(
              CatalogFeature.handlers(engine),
              NotificationFeature.handlers(engine, delivery, retention),
              AnalyticsFeature.handlers(engine),
              RecommendationFeature.handlers(engine, delivery),
              OperationFeature.handlers(engine, operationRetention),
              IdentityFeature.handlers(engine))
          .flatMap(List::stream)
          .toList();
    }

    private Optional<Identity> identity(Engine engine) {
      return accessTokens == null || secrets == null
          ? Optional.empty()
          : Optional.of(
              IdentityFeature.create(engine, accessTokens, secrets, signInLimit, refreshLifetime));
    }
  }
}
