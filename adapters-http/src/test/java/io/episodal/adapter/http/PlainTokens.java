package io.episodal.adapter.http;

import io.episodal.domain.identity.Caller;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.identity.port.out.AccessTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Access tokens that say in plain words who it is. */
final class PlainTokens implements AccessTokens {

  static String of(UserId user, Role role) {
    return role.code() + "." + user.value();
  }

  @Override
  public String issue(Caller caller, Instant now) {
    return of(caller.user(), caller.role());
  }

  @Override
  public Optional<Caller> verify(String token, Instant now) {
    var dot = token.indexOf('.');
    var id = Ids.parse(token.substring(dot + 1));
    return dot < 0 || id == null
        ? Optional.empty()
        : Role.ofCode(token.substring(0, dot)).map(role -> new Caller(new UserId(id), role));
  }

  @Override
  public Duration lifetime() {
    return Duration.ofMinutes(15);
  }
}
