package io.episodal.adapter.http;

import io.episodal.domain.identity.port.out.Secrets;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps nothing secret, and fast. */
final class PlainSecrets implements Secrets {
  private final AtomicInteger made = new AtomicInteger();

  @Override
  public String hashPassword(String password) {
    return "hashed " + password;
  }

  @Override
  public boolean matchesPassword(String password, String hash) {
    return hash.equals(hashPassword(password));
  }

  @Override
  public String newToken() {
    return "token-" + made.incrementAndGet();
  }

  @Override
  public String hashToken(String token) {
    return "hashed " + token;
  }
}
