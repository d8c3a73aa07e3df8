package io.episodal.adapter.http;

import io.episodal.adapter.http.RecommendationRoutes.CauseJson;
import io.episodal.domain.notification.Announcement;
import io.episodal.domain.notification.Content;
import io.episodal.domain.notification.EpisodeReference;
import io.episodal.domain.notification.Language;
import io.episodal.domain.notification.Notification;
import io.episodal.domain.notification.Wording;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A notification as the list and the stream show it. */
record NotificationJson(
    UUID id,
    String notificationType,
    String title,
    String message,
    UUID relatedId,
    boolean isRead,
    Instant createdAt,
    @Nullable Instant readAt,
    Map<String, Object> data) {
  static NotificationJson of(Notification notification, Language language) {
    var content = notification.content();
    var wording = Wording.of(content, language);
    return new NotificationJson(
        notification.id().value(),
        content.type().code(),
        wording.title(),
        wording.message(),
        content.relatedId(),
        notification.isRead(),
        notification.deliveredAt(),
        notification.seenAt(),
        data(content, language));
  }

  private static Map<String, Object> data(Content content, Language language) {
    return switch (content) {
      case Content.Single(var announcement) -> members(announcement);
      case Content.Digest(var items) ->
          Map.of("items", items.stream().map(NotificationJson::item).toList());
      case Content.Recommended recommended -> members(recommended, language);
    };
  }

  private static Map<String, Object> members(Content.Recommended recommended, Language language) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("release_id", recommended.release().value());
    members.put("release_title", recommended.releaseTitle());
    switch (recommended.why()) {
      case Content.Why.Deeds(var reason) -> {
        members.put("reason", reason.text(language));
        members.put("because", reason.causes().stream().map(CauseJson::of).toList());
      }
      case Content.Why.Words(var text) -> {
        members.put("reason", text);
        members.put("because", List.of());
      }
    }
    return members;
  }

  private static Map<String, Object> item(Announcement announcement) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("type", announcement.type().code());
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
