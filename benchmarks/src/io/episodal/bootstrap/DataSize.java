package io.episodal.bootstrap;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * How much there is of what grows with a site. The catalogue is the same in every size, so that two
 * sizes differ in the number of events alone.
 */
enum DataSize {
  S(10_000, 30_000, 500_000, 100_000),
  M(100_000, 300_000, 5_000_000, 1_000_000),
  L(400_000, 1_200_000, 20_000_000, 4_000_000);

  /** The views lie in the days before this moment, which stands still, so that data can be kept. */
  static final Instant END = Instant.parse("2026-04-01T00:00:00Z");

  static final int DAYS = 90;
  static final Instant BEGIN = END.minus(Duration.ofDays(DAYS));

  private final int users;
  private final int follows;
  private final int views;
  private final int notifications;

  DataSize(int users, int follows, int views, int notifications) {
    this.users = users;
    this.follows = follows;
    this.views = views;
    this.notifications = notifications;
  }

  int users() {
    return users;
  }

  int views() {
    return views;
  }

  int notifications() {
    return notifications;
  }

  /** A script whose placeholders have values. */
  String fill(String sql) {
    var values =
        Map.<String, Object>of(
            "users", users,
            "follows", follows,
            "views", views,
            "notifications", notifications,
            "days", DAYS,
            "begin", BEGIN,
            "end", END);
    var filled = sql;
    for (var value : values.entrySet()) {
      filled = filled.replace("{" + value.getKey() + "}", value.getValue().toString());
    }
    return filled;
  }
}
