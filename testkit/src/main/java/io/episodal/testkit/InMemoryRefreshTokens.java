package io.episodal.testkit;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.identity.port.out.RefreshTokens;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Refresh tokens by their hashes. */
final class InMemoryRefreshTokens implements RefreshTokens {
  private final Supplier<Tables> tables;

  InMemoryRefreshTokens(Supplier<Tables> tables) {
    this.tables = tables;
  }

  @Override
  public void begin(UUID family, UserId user) {
    tables.get().signIns.put(family, new Rows.SignInRow(user, false));
  }

  @Override
  public void add(RefreshToken token) {
    tables.get().refreshTokens.put(token.hash(), token);
  }

  @Override
  public Optional<RefreshToken> findForUse(String hash) {
    var from = tables.get();
    return from.refreshTokens
        .find(hash)
        .map(token -> isRevoked(from, token.family()) ? spent(token) : token);
  }

  @Override
  public void markUsed(String hash, Instant now) {
    tables.get().refreshTokens.update(hash, InMemoryRefreshTokens::spent);
  }

  @Override
  public void revokeFamily(UUID family, Instant now) {
    tables.get().signIns.update(family, row -> new Rows.SignInRow(row.user(), true));
  }

  @Override
  public void revokeAll(UserId user, Instant now) {
    var to = tables.get();
    Predicate<UUID> isOfUser =
        family -> to.signIns.find(family).filter(row -> row.user().equals(user)).isPresent();
    to.signIns.keys().stream()
        .filter(isOfUser)
        .toList()
        .forEach(family -> revokeFamily(family, now));
  }

  @Override
  public long removeExpired(Instant before, int most) {
    var to = tables.get();
    var expired =
        to.refreshTokens.stream()
            .filter(token -> token.expiresAt().isBefore(before))
            .sorted(Comparator.comparing(RefreshToken::expiresAt))
            .limit(most)
            .toList();
    expired.forEach(token -> to.refreshTokens.remove(token.hash()));
    expired.stream()
        .map(RefreshToken::family)
        .filter(family -> to.refreshTokens.stream().noneMatch(left -> left.family().equals(family)))
        .forEach(to.signIns::remove);
    return expired.size();
  }

  private static boolean isRevoked(Tables from, UUID family) {
    return from.signIns.find(family).filter(Rows.SignInRow::revoked).isPresent();
  }

  private static RefreshToken spent(RefreshToken token) {
    return new RefreshToken(token.hash(), token.family(), token.user(), token.expiresAt(), true);
  }
}
