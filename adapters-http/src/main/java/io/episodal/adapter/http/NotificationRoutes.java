package io.episodal.adapter.http;

import io.episodal.domain.notification.Announcement;
import io.episodal.domain.notification.Content;
import io.episodal.domain.notification.EpisodeReference;
import io.episodal.domain.notification.Notification;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.Wording;
import io.episodal.domain.notification.port.in.ReadInbox;
import io.episodal.domain.shared.PageRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

  private record NotificationJson(
      UUID id,
      String notificationType,
      String title,
      String message,
      UUID relatedId,
      boolean isRead,
      Instant createdAt,
      @Nullable Instant readAt,
      Map<String, Object> data) {
    static NotificationJson of(Notification notification) {
      var content = notification.content();
      var wording = Wording.of(content);
      return new NotificationJson(
          notification.id().value(),
          content.type(),
          wording.title(),
          wording.message(),
          content.relatedId(),
          notification.isRead(),
          notification.deliveredAt(),
          notification.seenAt(),
          data(content));
    }

    private static Map<String, Object> data(Content content) {
      return switch (content) {
        case Content.Single(var announcement) -> members(announcement);
        case Content.Digest(var items) ->
            Map.of("items", items.stream().map(NotificationJson::item).toList());
      };
    }

    private static Map<String, Object> item(Announcement announcement) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("type", new Content.Single(announcement).type());
      item.putAll(members(announcement));
      return item;
    }

    private static Map<String, Object> members(Announcement announcement) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("release_id", announcement.release().value());
      members.put("release_title", announcement.releaseTitle());
      switch (announcement) {
        case Announcement.NewEpisodes told -> {
          members.putAll(members(told.last()));
          members.put("episode_count", told.count());
          members.put("episodes", told.episodes().stream().map(NotificationJson::members).toList());
        }
        case Announcement.NewRelease release -> {
          // the release itself says all there is
        }
      }
      return members;
    }

    private static Map<String, Object> members(EpisodeReference episode) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("episode_id", episode.id().value());
      members.put("episode_title", episode.title());
      members.put("number", episode.number());
      return members;
    }
  }
}
