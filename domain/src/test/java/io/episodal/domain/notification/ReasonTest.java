package io.episodal.domain.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.notification.Cause.Deed;
import io.episodal.domain.subscription.SubscriptionTarget.OfGenre;
import io.episodal.domain.subscription.SubscriptionTarget.OfRelease;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ReasonTest {
  private static final Cause FOLLOWS_DUNE = release(Deed.FOLLOWS, "Dune");
  private static final Cause FOLLOWS_SOLARIS = release(Deed.FOLLOWS, "Solaris");
  private static final Cause WATCHED_STALKER = release(Deed.WATCHED, "Stalker");
  private static final Cause LIKES_MYSTERY =
      new Cause(Deed.LIKES, new OfGenre(new GenreId(new UUID(0, 1))), "Mystery");

  @Test
  void namesWhatTheUserDid() {
    assertEquals("Because you follow Dune", because(FOLLOWS_DUNE));
    assertEquals("Because you watched Stalker", because(WATCHED_STALKER));
    assertEquals("Because you like Mystery", because(LIKES_MYSTERY));
  }

  @Test
  void namesTheStrongestFirst() {
    assertEquals(
        "Because you follow Dune and watched Stalker", because(FOLLOWS_DUNE, WATCHED_STALKER));
    assertEquals("Because you like Mystery and follow Dune", because(LIKES_MYSTERY, FOLLOWS_DUNE));
  }

  @Test
  void namesTogetherWhatWasDoneAlike() {
    assertEquals("Because you follow Dune and Solaris", because(FOLLOWS_DUNE, FOLLOWS_SOLARIS));
  }

  @Test
  void areSentencesInGermanToo() {
    var reason = new Reason(List.of(FOLLOWS_DUNE, FOLLOWS_SOLARIS, WATCHED_STALKER, LIKES_MYSTERY));

    assertEquals(
        "Weil du Dune und Solaris folgst, du Stalker gesehen hast und du Mystery magst",
        reason.text(Language.GERMAN));
  }

  @Test
  void isNotEmpty() {
    assertThrows(IllegalArgumentException.class, () -> new Reason(List.of()));
  }

  private static String because(Cause... causes) {
    return new Reason(List.of(causes)).text(Language.ENGLISH);
  }

  private static Cause release(Deed deed, String title) {
    return new Cause(deed, new OfRelease(new ReleaseId(new UUID(0, 1))), title);
  }
}
