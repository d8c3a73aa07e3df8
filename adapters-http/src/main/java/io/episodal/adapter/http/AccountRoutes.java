package io.episodal.adapter.http;

import io.episodal.domain.identity.Account;
import io.episodal.domain.identity.Identity;
import io.episodal.domain.identity.ProfileChange;
import io.episodal.domain.identity.TokenPair;
import io.episodal.domain.identity.port.in.Authenticate;
import io.episodal.domain.identity.port.in.Authenticate.Login;
import io.episodal.domain.identity.port.in.ManageAccounts;
import io.episodal.domain.identity.port.in.ManageAccounts.PasswordChange;
import io.episodal.domain.identity.port.in.ManageAccounts.Registration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accounts and signing in. */
final class AccountRoutes {
  private static final String ME = "/api/v1/users/me";

  private final ManageAccounts accounts;
  private final Authenticate authenticate;

  AccountRoutes(Identity identity) {
    this.accounts = identity.accounts();
    this.authenticate = identity.authenticate();
  }

  List<Route> routes() {
    return List.of(
        Route.post("/api/v1/auth/register", Access.PUBLIC, this::register),
        Route.post("/api/v1/auth/login", Access.PUBLIC, this::login),
        Route.post("/api/v1/auth/refresh", Access.PUBLIC, this::refresh),
        Route.post("/api/v1/auth/logout", Access.PUBLIC, this::logout),
        Route.get(ME, Access.USER, this::me),
        Route.patch(ME, Access.USER, this::change),
        Route.put(ME + "/password", Access.USER, this::changePassword));
  }

  private Answer register(Call call) {
    var body = call.body();
    var registration =
        body.build(() ->
            new Registration(
                body.required("email", JsonKind.TEXT),
                body.required("password", JsonKind.TEXT),
                body.optional("display_name", JsonKind.TEXT)));
    return Answer.created(ME, AccountJson.of(accounts.register(registration)));
  }

  private Answer login(Call call) {
    var body = call.body();
    var login =
        body.build(() ->
            new Login(
                body.required("email", JsonKind.TEXT),
                body.required("password", JsonKind.TEXT),
                call.network()));
    return Answer.ok(TokensJson.of(authenticate.login(login)));
  }

  private Answer refresh(Call call) {
    return Answer.ok(TokensJson.of(authenticate.refresh(refreshToken(call))));
  }

  private Answer logout(Call call) {
    authenticate.logout(refreshToken(call));
    return Answer.noContent();
  }

  private Answer me(Call call) {
    return Answer.ok(AccountJson.of(accounts.account(call.user())));
  }

  private Answer change(Call call) {
    var body = call.body();
    var change =
        body.build(() ->
            new ProfileChange(
                body.change("display_name", JsonKind.TEXT), body.change("locale", JsonKind.TEXT)));
    return Answer.ok(AccountJson.of(accounts.change(call.user(), change)));
  }

  private Answer changePassword(Call call) {
    var body = call.body();
    var change =
        body.build(() ->
            new PasswordChange(
                body.required("old", JsonKind.TEXT),
                body.required("new", JsonKind.TEXT),
                call.network()));
    accounts.changePassword(call.user(), change);
    return Answer.noContent();
  }

  private static String refreshToken(Call call) {
    var body = call.body();
    return body.build(() -> body.required("refresh_token", JsonKind.TEXT));
  }

  private record AccountJson(
      UUID id,
      String email,
      @Nullable String displayName,
      @Nullable String locale,
      String role,
      Instant createdAt) {
    static AccountJson of(Account account) {
      return new AccountJson(
          account.id().value(),
          account.email(),
          account.displayName(),
          account.locale(),
          account.role().code(),
          account.createdAt());
    }
  }

  private record TokensJson(
      String accessToken, String tokenType, long expiresIn, String refreshToken) {
    static TokensJson of(TokenPair pair) {
      return new TokensJson(
          pair.accessToken(), "Bearer", pair.accessLifetime().toSeconds(), pair.refreshToken());
    }
  }
}
