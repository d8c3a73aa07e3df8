package io.episodal.application.identity;

import io.episodal.application.engine.Engine;
import io.episodal.application.job.JobHandler;
import io.episodal.domain.identity.Identity;
import io.episodal.domain.identity.port.out.AccessTokens;
import io.episodal.domain.identity.port.out.Secrets;
import io.episodal.domain.identity.port.out.SignInLimit;
import io.episodal.domain.job.Schedule;
import java.time.Duration;
import java.util.List;

/** Makes the conversations about identity. */
public final class IdentityFeature {
  /** Work that recurs. */
  public static final List<Schedule> SCHEDULES =
      List.of(new Schedule(CleanSignIns.KIND, Duration.ofDays(1)));

  private IdentityFeature() {}

  /**
   * The conversations, over what signs tokens, keeps secrets and slows down guesses.
   *
   * @param refreshLifetime how long a refresh token can be used
   */
  public static Identity create(
      Engine engine,
      AccessTokens accessTokens,
      Secrets secrets,
      SignInLimit signInLimit,
      Duration refreshLifetime) {
    var passwords = new PasswordCheck(engine, secrets, signInLimit);
    return new Identity(
        new AccountService(engine, secrets, passwords),
        new AuthenticationService(engine, accessTokens, secrets, passwords, refreshLifetime));
  }

  /** What does the background work; nothing is left to do where nobody signs in. */
  public static List<JobHandler> handlers(Engine engine) {
    return List.of(new CleanSignIns(engine));
  }
}
