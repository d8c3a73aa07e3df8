package io.episodal.bootstrap;

import static java.util.Locale.ROOT;

import io.episodal.adapter.persistence.PostgresPersistence;
import io.episodal.application.Episodal;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.recommendation.Recommendation;
import io.episodal.domain.shared.PageRequest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges recommendations by leaving one out: of each user's releases one is hidden, and it is
 * counted how often it is among the first ten that are recommended, beside the ten most popular
 * that the user does not know. Users have tastes that are planted. Arguments: an empty directory,
 * and the numbers of users and of releases.
 */
public final class RecommendBenchmark {
  private static final int CONNECTIONS = 4;
  private static final int FIRST = 10;
  private static final int ASKED = 1_000;
  private static final int WARM_UPS = 200;

  private final Episodal episodal;
  private final PlantedTastes tastes;

  private RecommendBenchmark(Episodal episodal, PlantedTastes tastes) {
    this.episodal = episodal;
    this.tastes = tastes;
  }

  public static void main(String[] arguments) throws SQLException {
    var users = Integer.parseInt(arguments[1]);
    var releases = Integer.parseInt(arguments[2]);
    Logs.configure(Settings.of(Map.of(Setting.LOG_LEVEL, "warn"), Map.of(), Optional.empty()));
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    try (var postgres = EmbeddedPostgres.start(Path.of(arguments[0]), System.out::println)) {
      Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
      try (var persistence =
              PostgresPersistence.connect(
                  postgres.jdbcUrl(), postgres.user(), postgres.password(), CONNECTIONS);
          var episodal = Episodal.builder().persistence(persistence).backgroundThreads(0).build()) {
        episodal.jobs().runDue();
        var tastes = PlantedTastes.plant(episodal, postgres, users, releases);
        new RecommendBenchmark(episodal, tastes).run();
      }
    }
  }

  private void run() {
    var relating = seconds("recommend");
    System.out.printf(ROOT, "What is alike was found out in %.1f s%n", relating);
    var asked = tastes.users().subList(0, Math.min(ASKED, tastes.users().size()));
    asked.stream().limit(WARM_UPS).forEach(this::recommended);
    var begun = System.nanoTime();
    var found = asked.stream().filter(user -> isFound(user, recommended(user))).count();
    var page = (System.nanoTime() - begun) / 1e6 / asked.size();
    var popular = asked.stream().filter(user -> isFound(user, tastes.popular(user, FIRST))).count();
    System.out.printf(
        ROOT, "A page of %d took %.1f ms on average for %,d users%n", FIRST, page, asked.size());
    var sending = seconds("send_recommendations");
    System.out.printf(
        ROOT, "%,d users were sent one in %.1f s%n", tastes.countSent(), sending);
    System.out.printf(
        ROOT,
        "RESULT recall=%.3f popular=%.3f%n",
        (double) found / asked.size(),
        (double) popular / asked.size());
  }

  private List<ReleaseId> recommended(UserId user) {
    return episodal.recommendations().recommendations(user, PageRequest.first(FIRST)).items().stream()
        .map(Recommendation::release)
        .toList();
  }

  private boolean isFound(UserId user, List<ReleaseId> first) {
    return first.contains(tastes.hidden(user));
  }

  private double seconds(String job) {
    var begun = System.nanoTime();
    episodal.watchJobs().runSoon(job);
    episodal.jobs().runDue();
    return (System.nanoTime() - begun) / 1e9;
  }
}
