package io.episodal.adapter.http;

import io.episodal.domain.notification.InboxFilter;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.NotificationType;
import io.episodal.domain.notification.port.in.ReadInbox;
import io.episodal.domain.shared.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The inbox of a user. */
final class NotificationRoutes {
  private static final String LIST = "/api/v1/notifications";
  private static final String ONE = "/api/v1/notifications/{id}";
  private static final String READ = "/api/v1/notifications/{id}/read";
  private static final String READ_ALL = "/api/v1/notifications/read-all";
  private static final String ARCHIVE = "/api/v1/notifications/{id}/archive";
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
        Route.trigger(ARCHIVE, Access.USER, this::archive),
        Route.delete(ARCHIVE, Access.USER, this::bringBack),
        Route.delete(ONE, Access.USER, this::delete));
  }

  private Answer list(Call call) {
    var query = call.query();
    var wanted = query.build(() -> new Wanted(filter(query), query.page()));
    var found = inbox.notifications(call.user(), wanted.filter(), wanted.page());
    var language = call.language(found.language());
    var json =
        PageJson.of("notifications", found.page(), told -> NotificationJson.of(told, language));
    json.put("unread_count", found.unread());
    return Answer.ok(json);
  }

  private static InboxFilter filter(Query query) {
    return new InboxFilter(
        query.flag("archived"),
        query.flag("unread_only"),
        query.codes("type", NotificationType::code, List.of(NotificationType.values())));
  }

  private Answer unreadCount(Call call) {
    return Answer.ok(Map.of("unread_count", inbox.unreadCount(call.user())));
  }

  private Answer readAll(Call call) {
    var query = call.query();
    var upTo = query.build(() -> Optional.ofNullable(query.id("up_to", NotificationId::new)));
    upTo.ifPresentOrElse(
        last -> inbox.markReadUpTo(call.user(), last), () -> inbox.markAllRead(call.user()));
    return Answer.noContent();
  }

  private Answer read(Call call) {
    inbox.markRead(call.user(), call.id(NotificationId::new));
    return Answer.noContent();
  }

  private Answer archive(Call call) {
    inbox.archive(call.user(), call.id(NotificationId::new));
    return Answer.noContent();
  }

  private Answer bringBack(Call call) {
    inbox.bringBack(call.user(), call.id(NotificationId::new));
    return Answer.noContent();
  }

  private Answer delete(Call call) {
    inbox.delete(call.user(), call.id(NotificationId::new));
    return Answer.noContent();
  }

  private record Wanted(InboxFilter filter, PageRequest page) {}
}
