package io.episodal.application.identity;

import io.episodal.application.engine.Engine;
import io.episodal.domain.identity.Account;
import io.episodal.domain.identity.Caller;
import io.episodal.domain.identity.TokenPair;
import io.episodal.domain.identity.port.in.Authenticate;
import io.episodal.domain.identity.port.out.AccessTokens;
import io.episodal.domain.identity.port.out.Accounts.Credentials;
import io.episodal.domain.identity.port.out.RefreshTokens.RefreshToken;
import io.episodal.domain.identity.port.out.Secrets;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.transaction.Transaction;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Signs in, refreshes and signs out. */
final class AuthenticationService implements Authenticate {
  private final Engine engine;
  private final AccessTokens accessTokens;
  private final Secrets secrets;
  private final PasswordCheck passwords;
  private final Duration refreshLifetime;

  AuthenticationService(
      Engine engine,
      AccessTokens accessTokens,
      Secrets secrets,
      PasswordCheck passwords,
      Duration refreshLifetime) {
    this.engine = engine;
    this.accessTokens = accessTokens;
    this.secrets = secrets;
    this.passwords = passwords;
    this.refreshLifetime = refreshLifetime;
  }

  @Override
  public Caller caller(String accessToken) {
    return accessTokens
        .verify(accessToken, engine.now())
        .orElseThrow(() ->
            DomainException.unauthenticated(
                "the access token is not valid or has expired; sign in again"));
  }

  @Override
  public TokenPair login(Login login) {
    var known = engine.unitOfWork().read(tx -> tx.accounts().findByEmail(login.email()));
    var hash = known.map(Credentials::passwordHash).orElse("");
    if (!passwords.matches(login.email(), login.origin(), login.password(), hash)
        || known.isEmpty()) {
      throw wrong();
    }
    var account = known.get().account();
    return engine
        .unitOfWork()
        .write(tx -> signIn(tx, account, hash))
        .orElseThrow(AuthenticationService::wrong);
  }

  @Override
  public TokenPair refresh(String refreshToken) {
    return engine
        .unitOfWork()
        .write(tx -> refresh(tx, secrets.hashToken(refreshToken)))
        .orElseThrow(() ->
            DomainException.unauthenticated(
                "the refresh token is not valid, has expired or was used before; sign in"
                    + " again"));
  }

  @Override
  public void logout(String refreshToken) {
    engine
        .unitOfWork()
        .run(tx ->
            tx.refreshTokens()
                .findForUse(secrets.hashToken(refreshToken))
                .ifPresent(token -> tx.refreshTokens().revokeFamily(token.family(), engine.now())));
  }

  /** Empty if the token buys nothing; then a reuse has been answered by a revocation to commit. */
  private Optional<TokenPair> refresh(Transaction tx, String hash) {
    var now = engine.now();
    var found = tx.refreshTokens().findForUse(hash);
    if (found.isEmpty() || !found.get().expiresAt().isAfter(now)) {
      return Optional.empty();
    }
    var token = found.get();
    if (token.spent()) {
      tx.refreshTokens().revokeFamily(token.family(), now);
      return Optional.empty();
    }
    tx.refreshTokens().markUsed(hash, now);
    return tx.accounts().find(token.user()).map(account -> pair(tx, account, token.family()));
  }

  /** Empty if the password was replaced since it was compared, which ended every sign-in. */
  private Optional<TokenPair> signIn(Transaction tx, Account account, String hash) {
    if (!tx.accounts().keepsPassword(account.id(), hash)) {
      return Optional.empty();
    }
    var family = engine.ids().next();
    tx.refreshTokens().begin(family, account.id());
    return Optional.of(pair(tx, account, family));
  }

  private TokenPair pair(Transaction tx, Account account, UUID family) {
    var now = engine.now();
    var refreshToken = secrets.newToken();
    tx.refreshTokens()
        .add(
            new RefreshToken(
                secrets.hashToken(refreshToken),
                family,
                account.id(),
                now.plus(refreshLifetime),
                false));
    var access = accessTokens.issue(new Caller(account.id(), account.role()), now);
    return new TokenPair(access, accessTokens.lifetime(), refreshToken);
  }

  private static DomainException wrong() {
    return DomainException.unauthenticated("the address or the password is wrong");
  }
}
