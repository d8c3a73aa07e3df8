package io.episodal.bootstrap;

import io.episodal.application.Episodal;
import io.episodal.bootstrap.DemoAccounts.Person;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.in.ImportCatalog.Audience;
import io.episodal.domain.catalog.port.in.ImportCatalog.Title;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.identity.port.in.Authenticate.Login;
import io.episodal.domain.identity.port.in.ManageAccounts.Registration;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.subscription.port.in.ManageSubscriptions.Follow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Loads the demo: real titles and episodes, and people who follow, watch and rate them, made up but
 * the same every time. What a killed start left half done is completed by the next one; the
 * administrator's account is made last and tells that all is there.
 */
final class Demo {
  static final String CATALOGUE = "demo/catalogue.json.gz";
  static final int MOST_EPISODES = 60;
  private static final int TITLES_AT_ONCE = 250;
  private static final int PEOPLE = 20_000;
  private static final int FOLLOWS_AT_ONCE = 5_000;
  private static final int RATINGS = 400;
  private static final int VIEWER_FOLLOWS = 8;

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
    var ranked = DemoTitles.of(titles, importTitles(titles), random);
    var people = people();
    follow(ranked, people);
    new DemoViews(episodal, ranked, people, random, importedAt(ranked)).record(progress);
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

  /** The same moment after a start that was killed. */
  private Instant importedAt(DemoTitles titles) {
    return episodal.catalog().browse().release(titles.first()).createdAt();
  }

  private List<UserId> people() {
    return IntStream.range(0, PEOPLE)
        .mapToObj(number -> new UserId(new UUID(0x7000L | (long) number << 16, random.nextLong())))
        .toList();
  }

  /** One title is followed by half of them, the others by fewer and fewer. */
  private void follow(DemoTitles titles, List<UserId> people) {
    var follows = new ArrayList<Follow>();
    for (int number = 0; number < people.size(); number++) {
      if (number % 2 == 0) {
        follows.add(followOf(people.get(number), titles.first()));
      }
      follows.add(followOf(people.get(number), titles.popular(random)));
    }
    for (int from = 0; from < follows.size(); from += FOLLOWS_AT_ONCE) {
      var chunk = follows.subList(from, Math.min(follows.size(), from + FOLLOWS_AT_ONCE));
      episodal.subscriptions().importFollows(chunk);
    }
    progress.accept("Demo: %,d follows ...".formatted(follows.size()));
  }

  private static Follow followOf(UserId user, ReleaseId release) {
    return new Follow(user, new SubscriptionTarget.OfRelease(release));
  }

  private void rate(DemoTitles titles) {
    for (int i = 0; i < RATINGS; i++) {
      episodal
          .catalog()
          .ratings()
          .rate(
              new UserId(new UUID(random.nextLong(), random.nextLong())),
              titles.popular(random),
              random.nextInt(5, 11));
    }
  }

  private void person(Person person, Role role) {
    episodal
        .identity()
        .accounts()
        .ensure(new Registration(person.email(), person.password(), person.name()), role);
  }

  private void viewersFollow(DemoTitles titles) {
    for (var viewer : accounts.viewers()) {
      var user = episodal.identity().authenticate();
      var id =
          user.caller(user.login(new Login(viewer.email(), viewer.password(), "")).accessToken())
              .user();
      var follows = new ArrayList<Follow>();
      for (int i = 0; i < VIEWER_FOLLOWS; i++) {
        follows.add(followOf(id, titles.popular(random)));
      }
      episodal.subscriptions().importFollows(follows);
    }
  }
}
