package io.episodal.adapter.http;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.identity.port.in.Authenticate;
import io.episodal.domain.notification.port.in.FollowInboxes;
import io.episodal.domain.notification.port.in.FollowInboxes.Beginning;
import io.episodal.domain.shared.DomainException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The stream of a user's new notifications. */
final class StreamRoutes {
  static final String PATH = "/api/v1/notifications/stream";

  private static final String UNREAD_COUNT = "unread_count";
  private static final String RESYNC = "resync";
  private static final String OF_ANOTHER =
      "Your Last-Event-ID is of another user's stream; your own since then follows";
  private static final String TOO_OLD =
      "What came after your Last-Event-ID may be gone; read the list again";
  private static final Duration COME_BACK = Duration.ofSeconds(3);

  private final FollowInboxes inboxes;
  private final StreamHub hub;
  private final Authenticate authenticate;

  StreamRoutes(FollowInboxes inboxes, StreamHub hub, Authenticate authenticate) {
    this.inboxes = inboxes;
    this.hub = hub;
    this.authenticate = authenticate;
  }

  List<Route> routes() {
    return List.of(Route.stream(PATH, Access.USER, this::open));
  }

  private Answer open(Call call) {
    var user = call.user();
    var last = call.header(StreamPlaces.HEADER);
    var place = last == null || last.isEmpty() ? null : StreamPlaces.read(last);
    if (call.wantsHeadersOnly()) {
      return Answer.stream(EventText.TYPE);
    }
    var token = call.token();
    var stream = hub.admit(user, () -> isSignedIn(token, user));
    try {
      var beginning = place == null ? inboxes.begin(user) : inboxes.resume(user, place.position());
      var isOwn = place == null || place.user().equals(user);
      var first = first(user, beginning, isOwn);
      var language = call.language(beginning.language());
      call.goOn(pipe -> stream.begin(pipe, beginning.position(), place != null, language, first));
      return Answer.stream(null);
    } catch (RuntimeException e) {
      stream.cutOff();
      throw e;
    }
  }

  private boolean isSignedIn(String token, UserId user) {
    try {
      return authenticate.caller(token).user().equals(user);
    } catch (DomainException e) {
      return false;
    }
  }

  private static byte[] first(UserId user, Beginning beginning, boolean isOwn) {
    var text = new EventText().retryAfter(COME_BACK);
    if (!isOwn) {
      text.event(RESYNC, null, Map.of("detail", OF_ANOTHER));
    } else if (!beginning.complete()) {
      text.event(RESYNC, null, Map.of("detail", TOO_OLD));
    }
    var place = StreamPlaces.write(user, beginning.position());
    return text.event(UNREAD_COUNT, place, Map.of("unread_count", beginning.unread())).bytes();
  }
}
