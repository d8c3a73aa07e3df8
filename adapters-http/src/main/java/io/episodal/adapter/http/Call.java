package io.episodal.adapter.http;

import io.episodal.domain.identity.Caller;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Language;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A request that may be answered: its caller is known as far as its route asks for one. */
final class Call {
  private static final int LONGEST_USER_AGENT = 512;

  private final Context context;
  private final @Nullable Caller caller;
  private final Format format;
  private final RequestBody body;
  private final Proxies proxies;

  Call(Context context, @Nullable Caller caller, Format format, RequestBody body, Proxies proxies) {
    this.context = context;
    this.caller = caller;
    this.format = format;
    this.body = body;
    this.proxies = proxies;
  }

  /** The id in the path; invalid if it is none. */
  <I> I id(Function<UUID, I> type) {
    var id = Ids.parse(segment("id"));
    if (id == null) {
      throw Refusal.invalid(Fault.Place.PARAMETERS, "id", Ids.EXPECTED);
    }
    return type.apply(id);
  }

  String segment(String name) {
    return context.pathParam(name);
  }

  /** What to answer in. */
  Format format() {
    return format;
  }

  Query query() {
    return Query.of(context.queryString());
  }

  JsonBody body() {
    return JsonBody.of(body.json());
  }

  /** The body, which must be a JSON array. */
  List<?> items() {
    if (body.json() instanceof List<?> items) {
      return items;
    }
    throw Refusal.malformed("The body must be a JSON array");
  }

  /** The user who calls a route that asks for one. */
  UserId user() {
    if (caller == null) {
      throw new IllegalStateException("the route is open to everybody");
    }
    return caller.user();
  }

  /** The access token by which a route that asks for one was called. */
  String token() {
    return Gate.token(String.valueOf(header("Authorization")));
  }

  @Nullable String header(String name) {
    return context.header(name);
  }

  /**
   * The language for texts: what the user has said, else what the client accepts, else English.
   *
   * @param said a language tag, or null
   */
  Language language(@Nullable String said) {
    return Stream.of(said, header("Accept-Language"))
        .filter(Objects::nonNull)
        .flatMap(ranges -> Language.closest(ranges).stream())
        .findFirst()
        .orElse(Language.ENGLISH);
  }

  /** Whether the body of the answer is not to be sent. */
  boolean wantsHeadersOnly() {
    return context.method().equals(HandlerType.HEAD);
  }

  /** Has somebody write the body of the answer, which goes on when the call has been answered. */
  void goOn(Consumer<StreamPipe> writer) {
    context.future(() -> {
      var pipe = StreamPipe.of(context);
      writer.accept(pipe);
      return pipe.over();
    });
  }

  Optional<UserId> signedIn() {
    return Optional.ofNullable(caller).map(Caller::user);
  }

  /** Where it comes from, as far as the proxies on its way are trusted. */
  String address() {
    return proxies.addressOf(context.req());
  }

  /** The address, of IPv6 only the part that names a network: who has one has many addresses. */
  String network() {
    return Networks.of(address());
  }

  String userAgent() {
    var agent = context.userAgent();
    return agent == null ? "" : agent.substring(0, Math.min(agent.length(), LONGEST_USER_AGENT));
  }
}
