package io.episodal.adapter.http;

import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.port.in.ReadInbox;
import io.episodal.domain.shared.PageRequest;
import java.util.List;
import java.util.Map;

/** The inbox of a user. */
final class NotificationRoutes {
  private static final String LIST = "/api/v1/notifications";
  private static final String ONE = "/api/v1/notifications/{id}";
  private static final String READ = "/api/v1/notifications/{id}/read";
  private static final String READ_ALL = "/api/v1/notifications/read-all";
  private static final String UNREAD_COUNT = "/api/v1/notifications/unread/count";

  private final ReadInbox inbox;

  NotificationRoutes(ReadInbox inbox) {
    this.inbox = inbox;
  }

  List<Route> routes() {
    return List.of(
        Route.get(LIST, Access.USER, this::list),
        Route.get(UNREAD_COUNT, Access.USER, this::unreadCount),
        Route.trigger(READ_ALL, Access.USER, this::readAll),
        Route.trigger(READ, Access.USER, this::read),
        Route.delete(ONE, Access.USER, this::delete));
  }

  private Answer list(Call call) {
    var query = call.query();
    var wanted = query.build(() -> new Wanted(query.flag("unread_only"), query.page()));
    var found = inbox.notifications(call.user(), wanted.unreadOnly(), wanted.page());
    var json = PageJson.of("notifications", found.page(), NotificationJson::of);
    json.put("unread_count", found.unread());
    return Answer.ok(json);
  }

  private Answer unreadCount(Call call) {
    return Answer.ok(Map.of("unread_count", inbox.unreadCount(call.user())));
  }

  private Answer readAll(Call call) {
    inbox.markAllRead(call.user());
    return Answer.noContent();
  }

  private Answer read(Call call) {
    inbox.markRead(call.user(), call.id(NotificationId::new));
    return Answer.noContent();
  }

  private Answer delete(Call call) {
    inbox.delete(call.user(), call.id(NotificationId::new));
    return Answer.noContent();
  }

  private record Wanted(boolean unreadOnly, PageRequest page) {}
}
