package io.episodal.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.episodal.domain.identity.Caller;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.TokenPair;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.identity.port.in.Authenticate;
import io.episodal.domain.identity.port.in.Authenticate.Login;
import io.episodal.domain.identity.port.in.ManageAccounts;
import io.episodal.domain.identity.port.in.ManageAccounts.PasswordChange;
import io.episodal.domain.identity.port.in.ManageAccounts.Registration;
import io.episodal.domain.identity.port.out.AccessTokens;
import io.episodal.domain.identity.port.out.Secrets;
import io.episodal.domain.identity.port.out.SignInLimit.Guess;
import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainError.Conflict;
import io.episodal.domain.shared.DomainError.Invalid;
import io.episodal.domain.shared.DomainError.NotFound;
import io.episodal.domain.shared.DomainError.Unauthenticated;
import io.episodal.domain.shared.DomainException;
import io.episodal.testkit.InMemoryPersistence;
import io.episodal.testkit.SequentialIds;
import io.episodal.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Accounts and sign-ins over a store in memory. */
final class SigningInTest {
  private static final String EMAIL = "fern@example.org";
  private static final String PASSWORD = "correct horse";

  private final SettableClock clock = new SettableClock();
  private final SequentialIds ids = new SequentialIds();
  private final PlainSecrets secrets = new PlainSecrets();
  private final List<Guess> guesses = new ArrayList<>();
  private final Episodal engine =
      Episodal.builder()
          .persistence(new InMemoryPersistence(clock))
          .identity(new NoTokens(), secrets, Duration.ofDays(30))
          .signInLimit((guess, now, isRight) -> {
            guesses.add(guess);
            return isRight.getAsBoolean();
          })
          .clock(clock)
          .ids(ids)
          .backgroundThreads(0)
          .build();
  private final ManageAccounts accounts = engine.identity().accounts();
  private final Authenticate authenticate = engine.identity().authenticate();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void whoeverEnsuresAnAccountAtTheSameTimeGetsTheSame() throws Exception {
    var registration = new Registration(EMAIL, PASSWORD, null);
    var start = new CyclicBarrier(8);
    var running = new ArrayList<Future<UserId>>();
    try (var servers = Executors.newFixedThreadPool(8)) {
      for (var server = 0; server < 8; server++) {
        var role = server % 2 == 0 ? Role.ADMIN : Role.USER;
        running.add(
            servers.submit(() -> {
              start.await(10, TimeUnit.SECONDS);
              return accounts.ensure(registration, role).id();
            }));
      }
    }
    var made = new HashSet<UserId>();
    for (var id : running) {
      made.add(id.get());
    }
    assertEquals(1, made.size());
  }

  @Test
  void anAccountThatIsEnsuredKeepsItsPassword() {
    var account = accounts.register(new Registration(EMAIL, PASSWORD, "Fern"));

    var ensured = accounts.ensure(new Registration(EMAIL, "another one", null), Role.ADMIN);

    assertEquals(account.id(), ensured.id());
    assertEquals(Role.ADMIN, ensured.role());
    signIn(PASSWORD);
  }

  @Test
  void everyGuessGoesThroughTheLimitAndAnUnknownAccountCostsAsMuch() {
    var account = accounts.register(new Registration(EMAIL, PASSWORD, null));
    signIn(PASSWORD);
    assertInstanceOf(Unauthenticated.class, refusal(() -> signIn("wrong horse")));
    var stranger = new Login("Nobody@example.org", PASSWORD, "here");
    assertInstanceOf(Unauthenticated.class, refusal(() -> authenticate.login(stranger)));
    assertInstanceOf(
        Invalid.class,
        refusal(() ->
            accounts.changePassword(
                account.id(), new PasswordChange("wrong horse", "battery staple", "here"))));

    assertEquals(
        List.of(
            new Guess(EMAIL, "here"),
            new Guess(EMAIL, "here"),
            new Guess("Nobody@example.org", "here"),
            new Guess(EMAIL, "here")),
        guesses);
    assertEquals(4, secrets.compared.get());
  }

  @Test
  void aNewPasswordEndsWhatWasSignedIn() {
    var account = accounts.register(new Registration(EMAIL, PASSWORD, null));
    var pair = signIn(PASSWORD);

    accounts.changePassword(account.id(), new PasswordChange(PASSWORD, "battery staple", ""));

    assertInstanceOf(
        Unauthenticated.class, refusal(() -> authenticate.refresh(pair.refreshToken())));
    assertInstanceOf(Unauthenticated.class, refusal(() -> signIn(PASSWORD)));
    authenticate.refresh(signIn("battery staple").refreshToken());
  }

  /** The other request comes while this one's new password is hashed. */
  @Test
  void ofTwoNewPasswordsTheSecondIsAConflict() {
    var account = accounts.register(new Registration(EMAIL, PASSWORD, null));
    secrets.beforeHashing =
        () -> {
          secrets.beforeHashing = () -> {};
          accounts.changePassword(account.id(), new PasswordChange(PASSWORD, "the first", ""));
        };

    var late = new PasswordChange(PASSWORD, "the second", "");
    assertInstanceOf(Conflict.class, refusal(() -> accounts.changePassword(account.id(), late)));
    signIn("the first");
  }

  @Test
  void aSignInDoesNotOutliveThePasswordThatItCompared() {
    var account = accounts.register(new Registration(EMAIL, PASSWORD, null));
    secrets.afterComparing =
        () -> {
          secrets.afterComparing = () -> {};
          accounts.changePassword(account.id(), new PasswordChange(PASSWORD, "battery staple", ""));
        };

    assertInstanceOf(Unauthenticated.class, refusal(() -> signIn(PASSWORD)));
  }

  @Test
  void aRefreshTokenExpires() {
    accounts.register(new Registration(EMAIL, PASSWORD, null));
    var pair = signIn(PASSWORD);
    clock.advance(Duration.ofDays(30));
    assertInstanceOf(
        Unauthenticated.class, refusal(() -> authenticate.refresh(pair.refreshToken())));
  }

  @Test
  void aUserOfAnotherProviderHasNoAccount() {
    var stranger = new UserId(ids.next());
    assertInstanceOf(NotFound.class, refusal(() -> accounts.account(stranger)));
    var change = new PasswordChange(PASSWORD, "battery staple", "");
    assertInstanceOf(NotFound.class, refusal(() -> accounts.changePassword(stranger, change)));
  }

  private TokenPair signIn(String password) {
    return authenticate.login(new Login(EMAIL, password, "here"));
  }

  private static DomainError refusal(Runnable refused) {
    return assertThrows(DomainException.class, refused::run).error();
  }

  /** Keeps nothing secret, and lets a test do something in between. */
  private static final class PlainSecrets implements Secrets {
    private final AtomicInteger compared = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();
    private Runnable beforeHashing = () -> {};
    private Runnable afterComparing = () -> {};

    @Override
    public String hashPassword(String password) {
      beforeHashing.run();
      return "hashed " + password;
    }

    @Override
    public boolean matchesPassword(String password, String hash) {
      compared.incrementAndGet();
      var matches = hash.equals("hashed " + password);
      afterComparing.run();
      return matches;
    }

    @Override
    public String newToken() {
      return "token " + made.incrementAndGet();
    }

    @Override
    public String hashToken(String token) {
      return "hashed " + token;
    }
  }

  /** Access tokens that nobody looks at. */
  private static final class NoTokens implements AccessTokens {
    @Override
    public String issue(Caller caller, Instant now) {
      return caller.toString();
    }

    @Override
    public Optional<Caller> verify(String token, Instant now) {
      return Optional.empty();
    }

    @Override
    public Duration lifetime() {
      return Duration.ofMinutes(15);
    }
  }
}
