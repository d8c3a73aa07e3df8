package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.analytics.Viewer;
import io.episodal.domain.notification.Cause;
import io.episodal.domain.notification.Cause.Deed;
import io.episodal.domain.notification.Reason;
import io.episodal.domain.recommendation.Likeness;
import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.subscription.SubscriptionTarget.OfFranchise;
import io.episodal.domain.subscription.SubscriptionTarget.OfGenre;
import io.episodal.domain.subscription.SubscriptionTarget.OfRelease;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Users are recommended what others with the same taste took, and told why. */
public abstract class RecommenderContract extends UsersWithTaste {
  private static final double EXACTLY = 1e-6;

  @Test
  void whoDidNothingIsRecommendedNothing() {
    samples.users(3).forEach(each -> watch(each, release("Popular")));
    relate();

    assertEquals(List.of(), recommended());
  }

  @Test
  void whatOthersWatchedTooIsRecommended() {
    var seen = release("Seen");
    var liked = release("Liked \"by\" 名");
    var other = release("Other");
    samples.users(4).forEach(each -> watch(each, seen, liked));
    samples.users(6).forEach(each -> watch(each, other));
    watch(user, seen);
    relate();

    var found = recommended();

    assertEquals(List.of(liked), releases(found));
    assertEquals("Liked \"by\" 名", found.getFirst().releaseTitle());
    assertEquals(
        new Reason(List.of(new Cause(Deed.WATCHED, new OfRelease(seen), "Seen"))),
        found.getFirst().reason());
    var likeness = Likeness.ofReleases(4, 5, 5, 4);
    assertEquals(
        Likeness.score(Likeness.together(List.of(likeness)), 1), found.getFirst().score(), EXACTLY);
  }

  @Test
  void whatOthersFollowTooIsRecommended() {
    var followed = release("Followed");
    var watched = release("Watched");
    var liked = release("Liked");
    samples.users(5).forEach(each -> follow(each, followed, liked));
    samples
        .users(3)
        .forEach(each -> {
          follow(each, liked);
          watch(each, watched);
        });
    follow(user, followed);
    watch(user, watched);
    relate();

    var found = recommended();

    assertEquals(List.of(liked), releases(found));
    assertEquals(
        new Reason(
            List.of(
                new Cause(Deed.FOLLOWS, new OfRelease(followed), "Followed"),
                new Cause(Deed.WATCHED, new OfRelease(watched), "Watched"))),
        found.getFirst().reason());
    var likenesses = List.of(Likeness.ofReleases(5, 6, 6, 8), Likeness.ofReleases(3, 4, 4, 8));
    assertEquals(
        Likeness.score(Likeness.together(likenesses), 1), found.getFirst().score(), EXACTLY);
  }

  @Test
  void whoFollowsAndWatchesIsCountedOnce() {
    var seen = release("Seen");
    var liked = release("Liked");
    samples
        .users(3)
        .forEach(each -> {
          watch(each, seen, liked);
          follow(each, seen, liked);
        });
    watch(user, seen);
    follow(user, seen);
    relate();

    var likeness = Likeness.ofReleases(3, 4, 4, 3);
    assertEquals(
        Likeness.score(Likeness.together(List.of(likeness)), 1),
        recommended().getFirst().score(),
        EXACTLY);
    assertEquals(
        new Reason(List.of(new Cause(Deed.FOLLOWS, new OfRelease(seen), "Seen"))),
        recommended().getFirst().reason());
  }

  @Test
  void whatTheUserKnowsIsNotRecommended() {
    var seen = release("Seen");
    var peeped = release("Peeped into");
    var follows = release("Follows");
    var followed = release("Followed once");
    var fresh = release("Fresh");
    samples.users(4).forEach(each -> watch(each, seen, peeped, follows, followed, fresh));
    watch(user, seen);
    view(user, peeped, 3, 0);
    follow(user, follows, followed);
    unfollow(user, followed);
    relate();

    assertEquals(List.of(fresh), releases(recommended()));
  }

  @Test
  void whatTheUserWatchesMeanwhileIsRecommendedNoLonger() {
    var seen = release("Seen");
    var liked = release("Liked");
    var alsoLiked = release("Also liked");
    samples.users(4).forEach(each -> watch(each, seen, liked, alsoLiked));
    watch(user, seen);
    relate();
    assertEquals(Set.of(liked, alsoLiked), Set.copyOf(releases(recommended())));

    watch(user, liked);
    note();
    follow(user, alsoLiked);

    assertEquals(List.of(), recommended());
  }

  @Test
  void deletedReleasesAreNotRecommended() {
    var seen = release("Seen");
    var gone = release("Gone");
    samples.users(4).forEach(each -> watch(each, seen, gone));
    watch(user, seen);
    relate();

    run(tx -> tx.releases().markDeleted(List.of(gone), clock.instant()));

    assertEquals(List.of(), recommended());
    relate();
    assertEquals(List.of(), recommended());
  }

  @Test
  void viewsThatDoNotCountLeadNowhere() {
    var seen = release("Seen");
    var liked = release("Liked");
    samples.users(4).forEach(each -> watch(each, seen, liked));
    view(user, seen, 3, 0);
    run(tx ->
        tx.viewLog()
            .append(
                List.of(
                    samples.view(
                        liked, null, Viewer.session("television"), clock.instant(), 900, 90))));
    relate();

    assertEquals(List.of(), recommended());
  }

  @Test
  void popularReleasesOfFollowedGenresAndFranchisesAreRecommended() {
    var genre = genre("Mystery");
    var franchise = franchise("Wizards");
    var plain = release("Plain", Set.of(genre), null);
    var popular = release("Popular", Set.of(genre), null);
    var second = release("Second", Set.of(), franchise);
    run(tx -> tx.figures().putScores(Map.of(popular, 80.0)));
    subscribe(user, new OfGenre(genre), new OfFranchise(franchise));
    relate();

    var found = recommended();

    assertEquals(List.of(second, popular, plain), releases(found));
    assertEquals(
        new Reason(List.of(new Cause(Deed.FOLLOWS, new OfGenre(genre), "Mystery"))),
        found.getLast().reason());
    assertEquals(Likeness.ofMember(Likeness.OF_FRANCHISE, 0), found.get(0).score(), EXACTLY);
    assertEquals(Likeness.ofMember(Likeness.OF_GENRE, 80), found.get(1).score(), EXACTLY);
    assertEquals(Likeness.ofMember(Likeness.OF_GENRE, 0), found.get(2).score(), EXACTLY);
  }

  @Test
  void genresToTheUsersTasteCountForMore() {
    var genre = genre("Mystery");
    var other = genre("Sport");
    var seen = release("Seen", Set.of(genre), null);
    var akin = release("Akin", Set.of(genre), null);
    var foreign = release("Foreign", Set.of(other), null);
    samples.users(4).forEach(each -> watch(each, seen, akin, foreign));
    watch(user, seen);
    relate();

    var found = recommended();

    assertEquals(List.of(akin, foreign), releases(found));
    var likeness = Likeness.ofReleases(4, 5, 5, 4);
    var liked = Likeness.LIKED * Likeness.ofMember(Likeness.OF_GENRE, 0);
    assertEquals(
        Likeness.score(Likeness.together(List.of(likeness, liked)), 1),
        found.getFirst().score(),
        EXACTLY);
    assertEquals(
        Likeness.score(Likeness.together(List.of(likeness)), 0), found.getLast().score(), EXACTLY);
    assertEquals(
        new Reason(
            List.of(
                new Cause(Deed.WATCHED, new OfRelease(seen), "Seen"),
                new Cause(Deed.LIKES, new OfGenre(genre), "Mystery"))),
        found.getFirst().reason());
  }

  @Test
  void pagesFollowEachOther() {
    var seen = release("Seen");
    var others = IntStream.range(0, 7).mapToObj(each -> release("Liked " + each)).toList();
    for (int i = 0; i < others.size(); i++) {
      var taken = others.get(i);
      samples.users(i + 2).forEach(each -> watch(each, seen, taken));
    }
    watch(user, seen);
    relate();

    var whole = recommended();
    assertEquals(others.reversed(), releases(whole));
    assertEquals(whole, inPages(3, request -> read(tx -> tx.recommender().page(user, request))));
    var page = read(tx -> tx.recommender().page(user, new PageRequest(5, 10, null)));
    assertEquals(7, page.total());
    assertEquals(whole.subList(5, 7), page.items());
    assertEquals(Optional.empty(), page.next());
  }

  @Test
  void cursorsOfOtherListsAreRefused() {
    for (var cursor :
        List.of(
            Cursor.after("releases:newest", 1.0, user.value()),
            Cursor.after("recommendations", "much", user.value()),
            Cursor.after("recommendations", 1.0))) {
      var request = new PageRequest(0, 10, cursor);
      assertThrows(DomainException.class, () -> read(tx -> tx.recommender().page(user, request)));
    }
  }

  @Test
  void notingTakesEveryViewOnceHoweverSmallThePortions() {
    var seen = release("Seen");
    var liked = release("Liked");
    samples.users(9).forEach(each -> watch(each, seen, liked));
    watch(user, seen);
    var portions = 0;
    while (noted(4)) {
      portions++;
      assertTrue(portions < 100, "noting does not end");
    }
    assertFalse(noted(4));
    relate();

    assertEquals(List.of(liked), releases(recommended()));
    var likeness = Likeness.ofReleases(9, 10, 10, 9);
    assertEquals(
        Likeness.score(Likeness.together(List.of(likeness)), 1),
        recommended().getFirst().score(),
        EXACTLY);
  }
}
