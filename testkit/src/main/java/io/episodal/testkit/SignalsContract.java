package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.LanePosition;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.port.out.FanOut.Step;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every delivery is heard once it has been committed. */
@Timeout(60)
public abstract class SignalsContract extends PersistenceContract {
  /** All lanes: whatever was delivered before somebody listened may be news to them. */
  protected static final Set<Integer> EVERYWHERE =
      IntStream.range(0, UserId.LANES).boxed().collect(Collectors.toUnmodifiableSet());

  private static final DeliveryPolicy STRICT =
      new DeliveryPolicy(1, Duration.ofMinutes(1), DeliveryPolicy.Overflow.DIGEST);
  private static final int LANE = 9;
  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<Set<Integer>> heard = new LinkedBlockingQueue<>();
  private UserId user;
  private Newsroom newsroom;
  private SubscriptionTarget release;
  private Runnable ending;

  @BeforeEach
  void listen() throws Exception {
    newsroom = new Newsroom(unitOfWork(), clock, ids);
    release = newsroom.aRelease();
    user = samples.userInLane(LANE);
    newsroom.follow(user, release);
    ending = store().signals().listen(heard::add);
    assertEquals(EVERYWHERE, next());
  }

  @AfterEach
  void endListening() {
    ending.run();
    store().close();
  }

  @Test
  void aDeliveryIsHeardOnce() throws Exception {
    deliver(LANE);
    assertEquals(Set.of(LANE), next());

    deliver(LANE);
    assertEquals(Set.of(LANE), next());
    assertNothingMore();
  }

  @Test
  void aDigestIsHeard() throws Exception {
    deliver(LANE);
    next();
    deliver(LANE);
    next();
    clock.advance(STRICT.window());

    newsroom.tellDigests(STRICT);

    assertEquals(Set.of(LANE), next());
  }

  @Test
  void whatIsNotCommittedIsNotHeard() throws Exception {
    var event = episode();
    assertThrows(
        ArithmeticException.class,
        () ->
            run(tx -> {
              tx.fanOut().deliver(step(event, LANE), STRICT);
              throw new ArithmeticException("power cut");
            }));

    assertNothingMore();
  }

  @Test
  void whatIsHeardCanBeRead() throws Exception {
    var event = episode();
    run(tx -> {
      tx.fanOut().deliver(step(event, LANE), STRICT);
      assertTrue(heard.isEmpty());
    });

    next();

    assertEquals(List.of(event), newsroom.told(user));
  }

  @Test
  void whoEndedHearsNothingAndOthersGoOn() throws Exception {
    var others = new LinkedBlockingQueue<Set<Integer>>();
    var endingOthers = store().signals().listen(others::add);
    assertEquals(EVERYWHERE, others.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    endingOthers.run();

    deliver(LANE);

    assertEquals(Set.of(LANE), next());
    assertTrue(others.isEmpty());
  }

  /** The next signal; fails if none comes. */
  protected final Set<Integer> next() throws InterruptedException {
    var lanes = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertNotNull(lanes, "nothing is heard");
    return lanes;
  }

  /** Delivers something in a lane. */
  protected final void deliver(int lane) {
    var event = episode();
    run(tx -> tx.fanOut().deliver(step(event, lane), STRICT));
  }

  /** Signals keep their order, so one that is sent now comes after all that were sent. */
  private void assertNothingMore() throws InterruptedException {
    newsroom.follow(samples.userInLane(LANE + 1), release);
    deliver(LANE + 1);
    assertEquals(Set.of(LANE + 1), next());
  }

  private NotificationId episode() {
    return newsroom.episodeOf(release);
  }

  private Step step(NotificationId event, int lane) {
    return new Step(event, Set.of(release), clock.instant(), LanePosition.before(lane), lane, 100);
  }
}
