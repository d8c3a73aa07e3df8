package io.episodal.application.subscription;

import io.episodal.application.engine.Engine;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.subscription.Subscription;
import io.episodal.domain.subscription.SubscriptionId;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.subscription.port.in.ManageSubscriptions;
import java.util.List;

/** Begins and ends subscriptions. */
final class SubscriptionService implements ManageSubscriptions {
  private final Engine engine;

  SubscriptionService(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Subscription subscribe(UserId user, SubscriptionTarget target) {
    return engine
        .unitOfWork()
        .write(tx -> {
          if (!tx.subscriptions().targetExists(target)) {
            throw DomainException.notFound(target.kind());
          }
          return tx.subscriptions()
              .activate(new SubscriptionId(engine.ids().next()), user, target)
              .orElseThrow(
                  () -> DomainException.conflict("you follow this " + target.kind() + " already"));
        });
  }

  @Override
  public void unsubscribe(UserId user, SubscriptionId id) {
    engine
        .unitOfWork()
        .run(tx -> {
          if (!tx.subscriptions().deactivate(user, id)) {
            throw tx.subscriptions().exists(id)
                ? DomainException.forbidden("this subscription is not yours")
                : DomainException.notFound("subscription");
          }
        });
  }

  @Override
  public Page<Subscription> subscriptions(UserId user, PageRequest page) {
    return engine.unitOfWork().read(tx -> tx.subscriptions().page(user, page));
  }

  @Override
  public long importFollows(List<Follow> follows) {
    var now = engine.now();
    var subscriptions =
        follows.stream()
            .map(follow ->
                new Subscription(
                    new SubscriptionId(engine.ids().next()),
                    follow.user(),
                    follow.target(),
                    now,
                    true))
            .toList();
    return engine.unitOfWork().write(tx -> tx.subscriptions().addAll(subscriptions));
  }
}
