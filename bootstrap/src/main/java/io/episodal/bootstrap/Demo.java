package io.episodal.bootstrap;

import io.episodal.application.Episodal;
import io.episodal.bootstrap.DemoAccounts.Person;
import io.episodal.domain.analytics.ViewId;
import io.episodal.domain.analytics.port.in.RecordViews;
import io.episodal.domain.analytics.port.in.RecordViews.View;
import io.episodal.domain.analytics.port.in.RecordViews.Visitor;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.ReleaseStatus;
import io.episodal.domain.catalog.port.in.ImportCatalog.Audience;
import io.episodal.domain.catalog.port.in.ImportCatalog.Title;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.identity.port.in.Authenticate.Login;
import io.episodal.domain.identity.port.in.ManageAccounts.Registration;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.subscription.port.in.ManageSubscriptions.Follow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Loads the demo: real titles and episodes, and people who follow, watch and rate them, made up but
 * the same every time. What a killed start left half done is completed by the next one; the
 * administrator's account is made last and tells that all is there.
 */
final class Demo {
  static final String CATALOGUE = "demo/catalogue.json.gz";
  static final int MOST_EPISODES = 60;
  private static final int TITLES_AT_ONCE = 250;
  private static final int FOLLOWERS = 20_000;
  private static final int FOLLOWS_AT_ONCE = 5_000;
  private static final int VIEWS = 60_000;
  private static final int RATINGS = 400;
  private static final int VIEWER_FOLLOWS = 8;
  private static final Duration VIEWING = Duration.ofDays(80);
  private static final Visitor NOBODY = new Visitor(null, "127.0.0.1", "demo");

  private final Episodal episodal;
  private final DemoAccounts accounts;
  private final Consumer<String> progress;
  private final SplittableRandom random = new SplittableRandom(20_260_105);

  Demo(Episodal episodal, byte[] secret, Consumer<String> progress) {
    this.episodal = episodal;
    this.accounts = DemoAccounts.of(secret);
    this.progress = progress;
  }

  /** Loads what is not there yet and answers who can sign in. */
  DemoAccounts load() {
    if (isLoaded()) {
      return accounts;
    }
    var titles = titles();
    var releases = importTitles(titles);
    var ranked = ranked(titles, releases);
    follow(ranked);
    watch(ranked);
    rate(ranked);
    progress.accept("Demo: counting views and scoring titles ...");
    episodal.jobs().runDue();
    accounts.viewers().forEach(viewer -> person(viewer, Role.USER));
    viewersFollow(ranked);
    person(accounts.admin(), Role.ADMIN);
    return accounts;
  }

  private List<Title> titles() {
    var catalogue = Catalogue.read(CatalogueSource.resource(CATALOGUE));
    var titles = new ArrayList<Title>(catalogue.size());
    catalogue.titles(episodal.clock().instant(), MOST_EPISODES).forEach(titles::add);
    return titles;
  }

  private boolean isLoaded() {
    try {
      episodal
          .identity()
          .authenticate()
          .login(new Login(accounts.admin().email(), accounts.admin().password(), ""));
      return true;
    } catch (DomainException notYet) {
      return false;
    }
  }

  private Map<String, ReleaseId> importTitles(List<Title> titles) {
    var imports = episodal.catalog().imports();
    imports.importTitles(
        new TitleProgress(titles, count -> tell(count, titles.size())), Audience.NOBODY);
    return imports.imported(titles.stream().map(Title::key).toList());
  }

  private void tell(long count, int all) {
    if (count % TITLES_AT_ONCE == 0 || count == all) {
      progress.accept("Demo: %d of %d titles with their episodes ...".formatted(count, all));
    }
  }

  /** The titles by made-up popularity, which favours what is on air and what is recent. */
  private List<Ranked> ranked(List<Title> titles, Map<String, ReleaseId> releases) {
    var ranked = new ArrayList<Ranked>();
    for (var title : titles) {
      var id = releases.get(title.key());
      if (id != null) {
        ranked.add(new Ranked(id, seconds(title), weight(title) + random.nextDouble()));
      }
    }
    Collections.sort(ranked);
    return ranked;
  }

  private static int seconds(Title title) {
    return Objects.requireNonNull(title.episodes().getFirst().durationSeconds());
  }

  /** What has been translated often is well known, and what is on air is talked about. */
  private static double weight(Title title) {
    return title.details().alternativeTitles().size() / 4.0
        + (title.franchise() == null ? 0 : .5)
        + (title.details().status() == ReleaseStatus.ONGOING ? 1.5 : 0);
  }

  /** One title is followed by half of them, the others by fewer and fewer. */
  private void follow(List<Ranked> ranked) {
    var follows = new ArrayList<Follow>();
    for (int user = 0; user < FOLLOWERS; user++) {
      var id = new UserId(new UUID(0x7000L | (long) user << 16, random.nextLong()));
      if (user % 2 == 0) {
        follows.add(new Follow(id, new SubscriptionTarget.OfRelease(ranked.getFirst().release())));
      }
      follows.add(new Follow(id, new SubscriptionTarget.OfRelease(popular(ranked).release())));
    }
    for (int from = 0; from < follows.size(); from += FOLLOWS_AT_ONCE) {
      var chunk = follows.subList(from, Math.min(follows.size(), from + FOLLOWS_AT_ONCE));
      episodal.subscriptions().importFollows(chunk);
    }
    progress.accept("Demo: %,d follows ...".formatted(follows.size()));
  }

  private void watch(List<Ranked> ranked) {
    var today = episodal.clock().instant().truncatedTo(ChronoUnit.DAYS);
    var batch = new ArrayList<View>();
    for (int i = 1; i <= VIEWS; i++) {
      batch.add(view(popular(ranked), today));
      if (batch.size() == RecordViews.MOST) {
        episodal.analytics().views().recordAll(List.copyOf(batch), NOBODY);
        batch.clear();
      }
      if (i % (VIEWS / 3) == 0) {
        progress.accept("Demo: %,d of %,d views ...".formatted(i, VIEWS));
      }
    }
  }

  private View view(Ranked watched, Instant today) {
    var seconds = watched.seconds();
    var share = random.nextInt(10) < 6 ? 100 : random.nextInt(5, 100);
    return new View(
        watched.release(),
        null,
        "demo-" + random.nextInt(FOLLOWERS),
        today.minusSeconds(
            (long) (random.nextDouble() * random.nextDouble() * VIEWING.toSeconds())),
        seconds * share / 100,
        share,
        new ViewId(new UUID(random.nextLong(), random.nextLong())));
  }

  private void rate(List<Ranked> ranked) {
    for (int i = 0; i < RATINGS; i++) {
      var rated = popular(ranked);
      episodal
          .catalog()
          .ratings()
          .rate(
              new UserId(new UUID(random.nextLong(), random.nextLong())),
              rated.release(),
              random.nextInt(5, 11));
    }
  }

  private void person(Person person, Role role) {
    episodal
        .identity()
        .accounts()
        .ensure(new Registration(person.email(), person.password(), person.name()), role);
  }

  private void viewersFollow(List<Ranked> ranked) {
    for (var viewer : accounts.viewers()) {
      var user = episodal.identity().authenticate();
      var id =
          user.caller(user.login(new Login(viewer.email(), viewer.password(), "")).accessToken())
              .user();
      var follows = new ArrayList<Follow>();
      for (int i = 0; i < VIEWER_FOLLOWS; i++) {
        follows.add(new Follow(id, new SubscriptionTarget.OfRelease(popular(ranked).release())));
      }
      episodal.subscriptions().importFollows(follows);
    }
  }

  /** Few titles get most of the attention: the rank's density falls with the rank (Zipf's law). */
  private Ranked popular(List<Ranked> ranked) {
    var rank = (int) Math.pow(ranked.size(), random.nextDouble()) - 1;
    return ranked.get(rank);
  }

  /** A title with the length of its episodes, and how much attention it gets. */
  private record Ranked(ReleaseId release, int seconds, double weight)
      implements Comparable<Ranked> {
    @Override
    public int compareTo(Ranked other) {
      return Double.compare(other.weight, weight);
    }
  }
}
