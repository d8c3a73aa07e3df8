package io.episodal.adapter.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TagVersionsTest {
  private static final long SOON = Duration.ofMillis(300).toNanos();
  private static final long LATER = SOON + 1;

  private final TagVersions versions = new TagVersions();

  @BeforeEach
  void tellAll() {
    versions.takeUnannounced();
  }

  @Test
  void whatWasExpectedAndComesIsNotEvictedAgain() {
    versions.expect(Set.of(Tag.VIEWS), 0);
    versions.adopt(Map.of(Tag.VIEWS, 17L));
    versions.evictOverdue(LATER);

    assertEquals(17, versions.of(Set.of(Tag.VIEWS)));
    assertEquals(Map.of(), versions.takeUnannounced());
  }

  @Test
  void whatWasExpectedAndDoesNotComeIsEvicted() {
    versions.adopt(Map.of(Tag.VIEWS, 17L, Tag.RANKING, 18L));
    versions.expect(Set.of(Tag.VIEWS), 0);
    versions.evictOverdue(SOON);
    assertEquals(17, versions.of(Set.of(Tag.VIEWS)));

    versions.evictOverdue(LATER);
    assertNotEquals(17, versions.of(Set.of(Tag.VIEWS)));
    assertEquals(18, versions.of(Set.of(Tag.RANKING)));
    assertEquals(Set.of(Tag.VIEWS), versions.takeUnannounced().keySet());
  }

  @Test
  void whatIsExpectedAgainAndAgainIsEvictedInGoodTime() {
    versions.expect(Set.of(Tag.VIEWS), 0);
    versions.expect(Set.of(Tag.VIEWS), SOON);
    versions.evictOverdue(LATER);
    assertEquals(Set.of(Tag.VIEWS), versions.takeUnannounced().keySet());

    versions.evictOverdue(SOON + LATER);
    assertEquals(Map.of(), versions.takeUnannounced());
  }

  @Test
  void whatIsExpectedAfterTheOneBeforeHasComeHasItsOwnTime() {
    versions.expect(Set.of(Tag.VIEWS), 0);
    versions.adopt(Map.of(Tag.VIEWS, 17L));
    versions.expect(Set.of(Tag.VIEWS), SOON);
    versions.evictOverdue(LATER);
    assertEquals(17, versions.of(Set.of(Tag.VIEWS)));

    versions.evictOverdue(SOON + LATER);
    assertEquals(Set.of(Tag.VIEWS), versions.takeUnannounced().keySet());
  }
}
