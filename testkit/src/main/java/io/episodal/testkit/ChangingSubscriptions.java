package io.episodal.testkit;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.shared.port.out.IdGenerator;
import io.episodal.domain.subscription.Subscription;
import io.episodal.domain.subscription.SubscriptionId;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.transaction.UnitOfWork;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

/** What one user follows, the latest first; following again moves to the front. */
final class ChangingSubscriptions extends ChangingList {
  private final UnitOfWork unitOfWork;
  private final SettableClock clock;
  private final IdGenerator ids;
  private final Newsroom newsroom;
  private final UserId user;
  private final Map<UUID, SubscriptionTarget> targets = new HashMap<>();

  ChangingSubscriptions(
      UnitOfWork unitOfWork, SettableClock clock, IdGenerator ids, Random random) {
    super(random);
    this.unitOfWork = unitOfWork;
    this.clock = clock;
    this.ids = ids;
    newsroom = new Newsroom(unitOfWork, clock, ids);
    user = new UserId(ids.next());
    newsroom.follow(new UserId(ids.next()), newsroom.aRelease());
  }

  @Override
  Page<UUID> page(PageRequest request) {
    return ids(
        unitOfWork.read(tx -> tx.subscriptions().page(user, request)),
        (Subscription s) -> s.id().value());
  }

  @Override
  void add() {
    follow(newsroom.aRelease());
  }

  @Override
  void remove(UUID id) {
    unitOfWork.write(tx -> tx.subscriptions().deactivate(user, new SubscriptionId(id)));
    left(id);
  }

  @Override
  void edit(UUID id) {
    remove(id);
    follow(Objects.requireNonNull(targets.get(id)));
  }

  private void follow(SubscriptionTarget target) {
    clock.advance(Duration.ofSeconds(random.nextInt(2)));
    var id = new SubscriptionId(ids.next());
    var followed =
        unitOfWork.write(tx -> tx.subscriptions().activate(id, user, target)).orElseThrow();
    targets.put(followed.id().value(), target);
    came(followed.id().value());
  }
}
