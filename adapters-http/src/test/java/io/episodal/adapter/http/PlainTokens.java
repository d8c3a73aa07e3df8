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

  /** One that has expired then. */
  static String until(Instant expiry, UserId user, Role role) {
    return of(user, role) + "~" + expiry.toEpochMilli();
  }

  @Override
  public String issue(Caller caller, Instant now) {
    return of(caller.user(), caller.role());
  }

  @Override
  public Optional<Caller> verify(String token, Instant now) {
    var end = token.indexOf('~');
    if (end >= 0) {
      var expiry = Instant.ofEpochMilli(Long.parseLong(token.substring(end + 1)));
      return now.isBefore(expiry) ? verify(token.substring(0, end), now) : Optional.empty();
    }
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
