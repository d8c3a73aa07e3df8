package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.identity.Caller;
import io.episodal.domain.identity.Role;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.identity.port.out.AccessTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A token proves whom it was issued for, as long as it lives and as it was issued. */
public abstract class AccessTokensContract {
  private static final Duration TICK = Duration.ofNanos(1_000);

  /** Begins on a full second, to which many tokens round. */
  private final Instant now = new SettableClock().instant();

  private final SequentialIds ids = new SequentialIds();
  private final Caller someone = new Caller(new UserId(ids.next()), Role.USER);

  /** Tokens signed by a key that no other call has given. */
  protected abstract AccessTokens tokens();

  @ParameterizedTest
  @EnumSource
  void aTokenProvesWhomItWasIssuedFor(Role role) {
    var tokens = tokens();
    var caller = new Caller(new UserId(ids.next()), role);

    assertEquals(Optional.of(caller), tokens.verify(tokens.issue(caller, now), now));
  }

  @Test
  void aTokenIsGoodForItsLifetime() {
    var tokens = tokens();
    var token = tokens.issue(someone, now);
    var end = now.plus(tokens.lifetime());

    assertTrue(tokens.lifetime().isPositive());
    assertEquals(Optional.of(someone), tokens.verify(token, end.minus(TICK)));
    assertEquals(Optional.empty(), tokens.verify(token, end));
    assertEquals(Optional.empty(), tokens.verify(token, end.plus(Duration.ofDays(3_650))));
  }

  @Test
  void aTokenOfAnotherKeyProvesNothing() {
    assertEquals(Optional.empty(), tokens().verify(tokens().issue(someone, now), now));
  }

  @Test
  void aTokenThatIsAlteredAnywhereProvesNothing() {
    var tokens = tokens();
    var token = tokens.issue(someone, now);

    for (var at = 0; at < token.length(); at++) {
      var altered = new StringBuilder(token);
      altered.setCharAt(at, token.charAt(at) == 'A' ? 'B' : 'A');
      assertEquals(Optional.empty(), tokens.verify(altered.toString(), now), altered::toString);
    }
  }

  @Test
  void aTokenThatIsCutOrLengthenedProvesNothing() {
    var tokens = tokens();
    var token = tokens.issue(someone, now);

    for (var length = 0; length < token.length(); length++) {
      var cut = token.substring(0, length);
      assertEquals(Optional.empty(), tokens.verify(cut, now), cut);
    }
    for (var longer :
        new String[] {token + "A", token + "=", token + ".", " " + token, token + token}) {
      assertEquals(Optional.empty(), tokens.verify(longer, now), longer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "token", ".", "..", "a.b.c", "null", "\0", "名探偵.🕵.x", "{}"})
  void whatIsNoTokenProvesNothing(String text) {
    assertEquals(Optional.empty(), tokens().verify(text, now));
  }

  @Test
  void manyAreIssuedAndCheckedAtOnce() {
    var tokens = tokens();
    var callers =
        IntStream.range(0, 4).mapToObj(n -> new Caller(new UserId(ids.next()), Role.USER)).toList();

    var proved =
        Race.of(
            4,
            thread ->
                () -> {
                  var caller = callers.get(thread);
                  return IntStream.range(0, 100)
                      .allMatch(n ->
                          tokens
                              .verify(tokens.issue(caller, now), now)
                              .equals(Optional.of(caller)));
                });

    assertEquals(4, Collections.frequency(proved, true));
  }
}
