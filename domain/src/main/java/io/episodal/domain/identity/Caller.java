package io.episodal.domain.identity;

/** Who is calling, as their access token says. Immutable. */
public record Caller(UserId user, Role role) {
  public boolean isAdmin() {
    return role == Role.ADMIN;
  }
}
