package io.episodal.domain.transaction;

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

/**
 * The repositories as one unit of work sees them. Valid only inside the call that gave it out, on
 * the thread of that call.
 */
public interface Transaction {

  Releases releases();

  Episodes episodes();

  Genres genres();

  Franchises franchises();

  Ratings ratings();

  CatalogueLoad catalogueLoad();

  Subscriptions subscriptions();

  NotificationEvents notificationEvents();

  FanOut fanOut();

  Inbox inbox();

  InboxNews inboxNews();

  Recommender recommender();

  RecommendationPost recommendationPost();

  Preferences preferences();

  DeliveryHistories deliveryHistories();

  ViewLog viewLog();

  ViewCensus viewCensus();

  Figures figures();

  ReleaseInsights releaseInsights();

  RollUps rollUps();

  Operations operations();

  Jobs jobs();

  Accounts accounts();

  RefreshTokens refreshTokens();

  /** Has all who listen to {@link Evictions} hear this once the unit of work has been committed. */
  void tell(Evictions.Eviction eviction);

  /**
   * Has {@code action} run once the unit of work has been committed, and not at all if it is rolled
   * back. It must not throw.
   */
  void afterCommit(Runnable action);
}
