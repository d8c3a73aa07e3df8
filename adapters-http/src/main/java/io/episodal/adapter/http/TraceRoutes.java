package io.episodal.adapter.http;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Decision;
import io.episodal.domain.notification.MuteSubject;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.port.in.TraceNotifications;
import io.episodal.domain.notification.port.in.TraceNotifications.Trace;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Why a user was told of something, or was not. */
final class TraceRoutes {
  private static final String PATH = "/api/v1/admin/notifications/trace";

  private final TraceNotifications trace;

  TraceRoutes(TraceNotifications trace) {
    this.trace = trace;
  }

  List<Route> routes() {
    return List.of(Route.get(PATH, Access.ADMIN, this::trace));
  }

  private Answer trace(Call call) {
    var query = call.query();
    var wanted =
        query.build(() ->
            new Wanted(
                query.requiredId("user_id", UserId::new),
                query.requiredId("event_id", NotificationId::new)));
    return Answer.ok(TraceJson.of(trace.trace(wanted.user(), wanted.event())));
  }

  private record Wanted(UserId user, NotificationId event) {}

  private record TraceJson(
      UUID userId, UUID eventId, String notificationType, List<DecisionJson> decisions) {
    static TraceJson of(Trace trace) {
      return new TraceJson(
          trace.user().value(),
          trace.event().value(),
          trace.type().code(),
          trace.decisions().stream().map(DecisionJson::of).toList());
    }
  }

  private record DecisionJson(
      String decision, @Nullable Instant at, @Nullable Instant until, String detail) {
    static DecisionJson of(Decision decision) {
      return switch (decision) {
        case Decision.Followed(var target, var at) ->
            new DecisionJson("followed", at, null, "followed the " + named(target));
        case Decision.FollowedLater(var target, var at) ->
            new DecisionJson(
                "followed_later",
                at,
                null,
                "follows the " + named(target) + " only since it was announced");
        case Decision.Unfollowed(var target, var at) ->
            new DecisionJson("unfollowed", at, null, "ceased to follow the " + named(target));
        case Decision.NotFollowed() ->
            new DecisionJson("not_followed", null, null, "follows nothing that it is about");
        case Decision.Muted(var subject, var at, var until) ->
            new DecisionJson("muted", at, until, muted(subject));
        case Decision.Limited(var at) ->
            new DecisionJson("limited", at, null, "had as many notifications as allowed");
        case Decision.HeldBack(var at, var until) ->
            new DecisionJson("held_back", at, until, "waits for a digest");
        case Decision.Digested(var at, var digest) ->
            new DecisionJson("digested", at, null, "told in the digest " + digest.value());
        case Decision.Delivered(var at) ->
            new DecisionJson("delivered", at, null, "came into the inbox");
        case Decision.Read(var at) -> new DecisionJson("read", at, null, "was read");
        case Decision.Deleted(var at) ->
            new DecisionJson("deleted", at, null, "was deleted by the user");
        case Decision.Retracted(var at) ->
            new DecisionJson("retracted", at, null, "was taken back; only who had read it sees it");
        case Decision.Unknown() ->
            new DecisionJson(
                "unknown",
                null,
                null,
                "not reached yet, dropped at the limit, or no longer kept in the inbox");
      };
    }

    private static String muted(MuteSubject subject) {
      return switch (subject) {
        case MuteSubject.OfType(var type) -> "has switched " + type.code() + " off";
        case MuteSubject.OfTarget(var target) -> "has muted the " + named(target);
      };
    }

    private static String named(SubscriptionTarget target) {
      return target.kind() + " " + target.value();
    }
  }
}
