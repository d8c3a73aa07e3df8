package io.episodal.adapter.http;

import io.episodal.domain.subscription.Subscription;
import io.episodal.domain.subscription.SubscriptionId;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.subscription.port.in.ManageSubscriptions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** What users follow. */
final class SubscriptionRoutes {
  private static final String LIST = "/api/v1/subscriptions";
  private static final String ONE = "/api/v1/subscriptions/{id}";
  private static final JsonKind<String> TYPE =
      JsonKind.code(Function.identity(), List.of("release", "genre", "franchise"));

  private final ManageSubscriptions subscriptions;

  SubscriptionRoutes(ManageSubscriptions subscriptions) {
    this.subscriptions = subscriptions;
  }

  List<Route> routes() {
    return List.of(
        Route.post(LIST, Access.USER, this::subscribe),
        Route.get(LIST, Access.USER, this::list),
        Route.delete(ONE, Access.USER, this::unsubscribe));
  }

  /** What can be followed, as it is named everywhere. */
  static SubscriptionTarget target(JsonBody body) {
    return SubscriptionTarget.of(
        body.required("subscription_type", TYPE),
        body.required("target_id", JsonKind.id(Function.identity())));
  }

  private Answer subscribe(Call call) {
    var body = call.body();
    var target = body.build(() -> target(body));
    var subscription = subscriptions.subscribe(call.user(), target);
    return Answer.created(
        ONE.replace("{id}", subscription.id().value().toString()),
        SubscriptionJson.of(subscription));
  }

  private Answer list(Call call) {
    var query = call.query();
    var page = subscriptions.subscriptions(call.user(), query.build(query::page));
    return Answer.ok(PageJson.of("subscriptions", page, SubscriptionJson::of));
  }

  private Answer unsubscribe(Call call) {
    subscriptions.unsubscribe(call.user(), call.id(SubscriptionId::new));
    return Answer.noContent();
  }

  private record SubscriptionJson(
      UUID id,
      UUID userId,
      String subscriptionType,
      UUID targetId,
      Instant createdAt,
      boolean isActive) {
    static SubscriptionJson of(Subscription subscription) {
      return new SubscriptionJson(
          subscription.id().value(),
          subscription.user().value(),
          subscription.target().kind(),
          subscription.target().value(),
          subscription.createdAt(),
          subscription.active());
    }
  }
}
