package io.episodal.testkit;

import static io.episodal.domain.notification.DeliveryPolicy.USUAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Content;
import io.episodal.domain.notification.Content.Recommended;
import io.episodal.domain.notification.Content.Why;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.Follower;
import io.episodal.domain.notification.InboxFilter;
import io.episodal.domain.notification.InboxPosition;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.MuteSubject;
import io.episodal.domain.notification.Notification;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.NotificationPreferences;
import io.episodal.domain.notification.NotificationType;
import io.episodal.domain.recommendation.Delivery;
import io.episodal.domain.recommendation.port.out.RecommendationPost;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.subscription.SubscriptionTarget.OfFranchise;
import io.episodal.domain.subscription.SubscriptionTarget.OfGenre;
import io.episodal.domain.subscription.SubscriptionTarget.OfRelease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Users are sent what they may like: seldom, never twice, and nothing that they do not want. */
public abstract class RecommendationPostContract extends UsersWithTaste {
  private static final DeliveryPolicy STRICT =
      new DeliveryPolicy(2, Duration.ofHours(1), DeliveryPolicy.Overflow.DIGEST);

  @Test
  void whatMostSpeaksForIsSentWithItsReason() {
    var best = aTaste().getFirst();
    var expected = recommended().getFirst();

    assertEquals(1, sendTo(user, USUAL));

    var told = inbox(user).getFirst();
    assertEquals(
        new Recommended(best, expected.releaseTitle(), new Why.Deeds(expected.reason())),
        told.content());
    assertEquals(best.value(), told.content().relatedId());
    assertFalse(told.isRead());
    assertEquals(1, unread(user));
    assertEquals(
        List.of(told),
        read(tx -> tx.inboxNews().since(Set.of(start()), 10)).getOrDefault(start(), List.of()));
  }

  @Test
  void atMostOneADayIsSentAndNothingTwice() {
    var liked = aTaste();
    sendTo(user, USUAL);
    clock.advance(RecommendationPost.PAUSE.minusSeconds(1));
    assertEquals(0, sendTo(user, USUAL));

    clock.advance(Duration.ofSeconds(2));
    assertEquals(1, sendTo(user, USUAL));
    clock.advance(RecommendationPost.PAUSE.plusSeconds(1));
    assertEquals(0, sendTo(user, USUAL));

    assertEquals(liked.reversed(), recommendedTo(user));
  }

  @Test
  void whatIsOverTheLimitIsNotSent() {
    var newsroom = new Newsroom(unitOfWork(), clock, ids);
    var release = new OfRelease(release("Followed"));
    newsroom.follow(user, release);
    aTaste();
    newsroom.episodesOf(release, 2).forEach(event -> newsroom.tell(event, STRICT, release));

    assertEquals(0, sendTo(user, STRICT));

    clock.advance(STRICT.window());
    assertEquals(1, sendTo(user, STRICT));
    newsroom.episodesOf(release, 2).forEach(event -> newsroom.tell(event, STRICT, release));
    assertEquals(4, inbox(user).size());
  }

  @Test
  void whoHasSwitchedThemOffIsSentNone() {
    aTaste();
    silence(new MuteSubject.OfType(NotificationType.RECOMMENDATION));

    assertEquals(0, sendTo(user, USUAL));
  }

  @Test
  void whatIsMutedIsNeitherSentNorRecommended() {
    var genre = genre("Mystery");
    var franchise = franchise("Wizards");
    var seen = release("Seen");
    var muted = release("Muted");
    var ofGenre = release("Of a genre", Set.of(genre), null);
    var ofFranchise = release("Of a franchise", Set.of(), franchise);
    var liked = release("Liked");
    samples.users(4).forEach(each -> watch(each, seen, muted, ofGenre, ofFranchise, liked));
    watch(user, seen);
    relate();
    assertEquals(4, recommended().size());

    silence(
        new MuteSubject.OfTarget(new OfRelease(muted)),
        new MuteSubject.OfTarget(new OfGenre(genre)),
        new MuteSubject.OfTarget(new OfFranchise(franchise)),
        new MuteSubject.OfType(NotificationType.DIGEST));

    assertEquals(List.of(liked), releases(recommended()));
    sendTo(user, USUAL);
    assertEquals(List.of(liked), recommendedTo(user));
  }

  @Test
  void everybodyIsReachedOnceHoweverSmallThePortions() {
    var liked = aTaste();
    var lane = 9;
    var users = new ArrayList<UserId>();
    for (int i = 0; i < 7; i++) {
      users.add(samples.userInLane(lane));
    }
    users.subList(0, 3).forEach(each -> watch(each, liked.getLast()));
    users.subList(2, 7).forEach(each -> follow(each, liked.getLast()));
    note();

    var place = LanePosition.before(lane);
    var reached = new HashSet<UserId>();
    var sent = 0L;
    for (var more = true; more; ) {
      var from = place;
      var done = write(tx -> tx.recommendationPost().sendNext(from, USUAL, ids, 2));
      sent += done.count();
      more = done.next().filter(next -> reached.add(next.user())).isPresent();
      place = done.next().orElse(place);
    }

    assertEquals(7, sent);
    users.forEach(each -> assertEquals(List.of(liked.getFirst()), recommendedTo(each)));
  }

  @Test
  void oneCanBeSentByHand() {
    var release = release("Solaris");
    var words = new Recommended(release, "Solaris", new Why.Words("A \"classic\" 名"));
    var id = new NotificationId(ids.next());

    assertEquals(Delivery.SENT, send(user, id, words, USUAL));

    assertEquals(List.of(new Notification(id, words, clock.instant(), null)), inbox(user));
    boolean exists = read(tx -> tx.inbox().exists(id));
    assertTrue(exists);
    boolean marked = write(tx -> tx.inbox().markRead(user, id, clock.instant()));
    assertTrue(marked);
    assertEquals(0, unread(user));
    var filter = new InboxFilter(false, false, Set.of(NotificationType.RECOMMENDATION));
    assertEquals(1, read(tx -> tx.inbox().page(user, filter, PageRequest.first(5))).page().total());
  }

  @Test
  void whatIsSentByHandIsWithinTheLimitAndNotWhatTheUserKnows() {
    var release = release("Solaris");
    var watched = release("Stalker");
    var followed = release("Dune");
    watch(user, watched);
    follow(user, followed);
    note();
    assertEquals(Delivery.KNOWN, send(user, watched, STRICT));
    assertEquals(Delivery.KNOWN, send(user, followed, STRICT));

    assertEquals(Delivery.SENT, send(user, release, STRICT));
    assertEquals(Delivery.SENT, send(user, release, STRICT));
    assertEquals(Delivery.LIMITED, send(user, release, STRICT));
    clock.advance(STRICT.window());
    assertEquals(Delivery.SENT, send(user, release, STRICT));

    silence(new MuteSubject.OfTarget(new OfRelease(release)));
    assertEquals(Delivery.MUTED, send(user, release, USUAL));
    silence(new MuteSubject.OfType(NotificationType.RECOMMENDATION));
    assertEquals(Delivery.MUTED, send(user, release, USUAL));
    assertEquals(3, inbox(user).size());
  }

  @Test
  void theRecommendationOfADeletedReleaseIsRetractedUnlessItWasRead() {
    var release = release("Solaris");
    var reader = samples.user();
    send(user, release, USUAL);
    send(reader, release, USUAL);
    run(tx -> tx.inbox().markAllRead(reader, clock.instant()));

    run(tx -> tx.releases().markDeleted(List.of(release), clock.instant()));

    assertEquals(List.of(), inbox(user));
    assertEquals(0, unread(user));
    assertEquals(1, inbox(reader).size());
  }

  @Test
  void thoseThatAreSentAtOnceAreWithinTheLimit() throws Exception {
    var release = release("Solaris");

    var outcomes = Race.of(8, thread -> () -> send(user, release, STRICT));

    assertEquals(2, outcomes.stream().filter(Delivery.SENT::equals).count());
    assertEquals(2, inbox(user).size());
  }

  /** Two releases that speak for each other and for the user's taste, the better first. */
  private List<ReleaseId> aTaste() {
    var seen = release("Seen");
    var good = release("Good");
    var better = release("Better");
    samples.users(4).forEach(each -> watch(each, seen, better));
    samples.users(3).forEach(each -> watch(each, seen, good, better));
    watch(user, seen);
    relate();
    assertEquals(List.of(better, good), releases(recommended()));
    return List.of(better, good);
  }

  private void silence(MuteSubject... subjects) {
    run(tx ->
        tx.preferences()
            .put(user, NotificationPreferences.USUAL.hearingNothingOf(List.of(subjects))));
  }

  /** Sends to all of the user's lane, and answers how many this user got. */
  private long sendTo(UserId whom, DeliveryPolicy policy) {
    var before = inbox(whom).size();
    run(tx ->
        tx.recommendationPost().sendNext(LanePosition.before(whom.lane()), policy, ids, 1_000));
    return inbox(whom).size() - (long) before;
  }

  private Delivery send(UserId whom, ReleaseId release, DeliveryPolicy policy) {
    var words = new Recommended(release, "A title", new Why.Words("Because"));
    return send(whom, new NotificationId(ids.next()), words, policy);
  }

  private Delivery send(UserId whom, NotificationId id, Recommended what, DeliveryPolicy policy) {
    return write(tx -> tx.recommendationPost().send(whom, id, what, policy));
  }

  private List<Notification> inbox(UserId whose) {
    var request = PageRequest.first(PageRequest.MOST);
    return read(tx -> tx.inbox().page(whose, InboxFilter.ALL, request)).page().items();
  }

  /** The latest first. */
  private List<ReleaseId> recommendedTo(UserId whom) {
    return inbox(whom).stream()
        .map(Notification::content)
        .map(Content::relatedId)
        .map(ReleaseId::new)
        .toList();
  }

  private long unread(UserId whose) {
    return read(tx -> tx.inbox().unreadCount(whose));
  }

  private Follower start() {
    return new Follower(user, InboxPosition.START);
  }
}
