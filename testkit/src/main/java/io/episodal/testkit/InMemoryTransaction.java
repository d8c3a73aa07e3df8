package io.episodal.testkit;

import io.episodal.domain.analytics.port.out.Figures;
import io.episodal.domain.analytics.port.out.ReleaseInsights;
import io.episodal.domain.analytics.port.out.RollUps;
import io.episodal.domain.analytics.port.out.ViewCensus;
import io.episodal.domain.analytics.port.out.ViewLog;
import io.episodal.domain.cache.port.out.Evictions;
import io.episodal.domain.catalog.port.out.CatalogueLoad;
import io.episodal.domain.catalog.port.out.Episodes;
import io.episodal.domain.catalog.port.out.Franchises;
import io.episodal.domain.catalog.port.out.Genres;
import io.episodal.domain.catalog.port.out.Ratings;
import io.episodal.domain.catalog.port.out.Releases;
import io.episodal.domain.identity.port.out.Accounts;
import io.episodal.domain.identity.port.out.RefreshTokens;
import io.episodal.domain.job.port.out.Jobs;
import io.episodal.domain.notification.port.out.DeliveryHistories;
import io.episodal.domain.notification.port.out.FanOut;
import io.episodal.domain.notification.port.out.Inbox;
import io.episodal.domain.notification.port.out.InboxNews;
import io.episodal.domain.notification.port.out.NotificationEvents;
import io.episodal.domain.notification.port.out.Preferences;
import io.episodal.domain.operation.port.out.Operations;
import io.episodal.domain.recommendation.port.out.RecommendationPost;
import io.episodal.domain.recommendation.port.out.Recommender;
import io.episodal.domain.subscription.port.out.Subscriptions;
import io.episodal.domain.transaction.Transaction;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The repositories over the tables of one unit of work; refuses to work once that is over. */
final class InMemoryTransaction implements Transaction {
  private final Supplier<Tables> source;
  private final Clock clock;
  private final InMemorySignals signals;
  private final InMemoryEvictions evictions;
  private final Thread owner = Thread.currentThread();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private boolean over;

  InMemoryTransaction(
      Supplier<Tables> source, Clock clock, InMemorySignals signals, InMemoryEvictions evictions) {
    this.source = source;
    this.clock = clock;
    this.signals = signals;
    this.evictions = evictions;
  }

  @Override
  public Releases releases() {
    return new InMemoryReleases(this::tables);
  }

  @Override
  public Episodes episodes() {
    return new InMemoryEpisodes(this::tables);
  }

  @Override
  public Genres genres() {
    return new InMemoryGenres(this::tables);
  }

  @Override
  public Franchises franchises() {
    return new InMemoryFranchises(this::tables);
  }

  @Override
  public Ratings ratings() {
    return new InMemoryRatings(this::tables);
  }

  @Override
  public CatalogueLoad catalogueLoad() {
    return new InMemoryCatalogueLoad(this::tables);
  }

  @Override
  public Subscriptions subscriptions() {
    return new InMemorySubscriptions(this::tables, clock);
  }

  @Override
  public NotificationEvents notificationEvents() {
    return new InMemoryNotificationEvents(this::tables);
  }

  @Override
  public FanOut fanOut() {
    return new InMemoryFanOut(this::tables, clock, lanes -> afterCommit(() -> signals.send(lanes)));
  }

  @Override
  public Inbox inbox() {
    return new InMemoryInbox(this::tables);
  }

  @Override
  public InboxNews inboxNews() {
    return new InMemoryInboxNews(this::tables);
  }

  @Override
  public Recommender recommender() {
    return new InMemoryRecommender(this::tables);
  }

  @Override
  public DeliveryHistories deliveryHistories() {
    return new InMemoryDeliveryHistories(this::tables);
  }

  @Override
  public RecommendationPost recommendationPost() {
    return new InMemoryRecommendationPost(
        this::tables, clock, lanes -> afterCommit(() -> signals.send(lanes)));
  }

  @Override
  public Preferences preferences() {
    return new InMemoryPreferences(this::tables, clock);
  }

  @Override
  public ViewLog viewLog() {
    return new InMemoryViewLog(this::tables);
  }

  @Override
  public Figures figures() {
    return new InMemoryFigures(this::tables);
  }

  @Override
  public ReleaseInsights releaseInsights() {
    return new InMemoryReleaseInsights(this::tables);
  }

  @Override
  public ViewCensus viewCensus() {
    return new InMemoryViewCensus(this::tables);
  }

  @Override
  public RollUps rollUps() {
    return new InMemoryRollUps(this::tables);
  }

  @Override
  public Operations operations() {
    return new InMemoryOperations(this::tables);
  }

  @Override
  public Jobs jobs() {
    return new InMemoryJobs(this::tables, clock);
  }

  @Override
  public Accounts accounts() {
    return new InMemoryAccounts(this::tables);
  }

  @Override
  public RefreshTokens refreshTokens() {
    return new InMemoryRefreshTokens(this::tables);
  }

  @Override
  public void tell(Evictions.Eviction eviction) {
    afterCommit(() -> evictions.tell(eviction));
  }

  @Override
  public void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  /** Ends the unit of work. */
  void close() {
    over = true;
  }

  /** Does what was to be done once it has been committed. */
  void committed() {
    afterCommit.forEach(Runnable::run);
  }

  private Tables tables() {
    if (over || Thread.currentThread() != owner) {
      throw new IllegalStateException("the unit of work is over, or another thread's");
    }
    return source.get();
  }
}
