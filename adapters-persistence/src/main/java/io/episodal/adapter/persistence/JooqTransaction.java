package io.episodal.adapter.persistence;

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
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;

/** The repositories over one connection. */
final class JooqTransaction implements Transaction {
  private final DSLContext db;
  private final StoreClock clock;
  private final List<Runnable> afterCommit = new ArrayList<>();

  JooqTransaction(DSLContext db, StoreClock clock) {
    this.db = db;
    this.clock = clock;
  }

  void committed() {
    afterCommit.forEach(Runnable::run);
  }

  @Override
  public Releases releases() {
    return new JooqReleases(db);
  }

  @Override
  public Episodes episodes() {
    return new JooqEpisodes(db);
  }

  @Override
  public Genres genres() {
    return new JooqGenres(db);
  }

  @Override
  public Franchises franchises() {
    return new JooqFranchises(db);
  }

  @Override
  public Ratings ratings() {
    return new JooqRatings(db);
  }

  @Override
  public CatalogueLoad catalogueLoad() {
    return new CopyCatalogueLoad(db);
  }

  @Override
  public Subscriptions subscriptions() {
    return new JooqSubscriptions(db, clock);
  }

  @Override
  public NotificationEvents notificationEvents() {
    return new JooqNotificationEvents(db);
  }

  @Override
  public FanOut fanOut() {
    return new SqlFanOut(db, clock);
  }

  @Override
  public Inbox inbox() {
    return new JooqInbox(db);
  }

  @Override
  public InboxNews inboxNews() {
    return new SqlInboxNews(db);
  }

  @Override
  public Recommender recommender() {
    return new SqlRecommender(db);
  }

  @Override
  public DeliveryHistories deliveryHistories() {
    return new SqlDeliveryHistories(db);
  }

  @Override
  public RecommendationPost recommendationPost() {
    return new SqlRecommendationPost(db, clock);
  }

  @Override
  public Preferences preferences() {
    return new SqlPreferences(db, clock);
  }

  @Override
  public ViewLog viewLog() {
    return new JooqViewLog(db);
  }

  @Override
  public ViewCensus viewCensus() {
    return new SelectViewCensus(db);
  }

  @Override
  public Figures figures() {
    return new JooqFigures(db);
  }

  @Override
  public ReleaseInsights releaseInsights() {
    return new JooqReleaseInsights(db);
  }

  @Override
  public RollUps rollUps() {
    return new SqlRollUps(db);
  }

  @Override
  public Operations operations() {
    return new JooqOperations(db);
  }

  @Override
  public Jobs jobs() {
    return new JooqJobs(db, clock);
  }

  @Override
  public Accounts accounts() {
    return new JooqAccounts(db);
  }

  @Override
  public RefreshTokens refreshTokens() {
    return new JooqRefreshTokens(db);
  }

  @Override
  public void tell(Evictions.Eviction eviction) {
    NotifiedEvictions.tell(db, eviction);
  }

  @Override
  public void afterCommit(Runnable action) {
    afterCommit.add(action);
  }
}
