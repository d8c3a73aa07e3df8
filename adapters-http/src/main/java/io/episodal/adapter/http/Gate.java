package io.episodal.adapter.http;

import io.episodal.domain.identity.Caller;
import io.episodal.domain.identity.port.in.Authenticate;
import io.episodal.domain.shared.DomainException;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests through to their endpoints: who may call, what they accept, and how many at once.
 * Thread-safe.
 */
final class Gate {
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([\\x21-\\x7E]+) *");

  private final Authenticate authenticate;
  private final Semaphore free;
  private final SharedBytes bodies;
  private final Proxies proxies;
  private final Meters meters;

  /**
   * One that is open.
   *
   * @param bodyBytes the most memory for bodies of requests that are not answered yet
   */
  Gate(Authenticate authenticate, int maxInFlight, long bodyBytes, Proxies proxies, Meters meters) {
    this.authenticate = authenticate;
    this.free = new Semaphore(maxInFlight);
    this.bodies = new SharedBytes(bodyBytes);
    this.proxies = proxies;
    this.meters = meters;
    meters.inFlight(() -> maxInFlight - free.availablePermits());
  }

  Response pass(Route route, Context context) {
    var admitted = admitted(route, context);
    var body =
        route.readsBody()
            ? RequestBody.read(context.req(), route.mostBytes(), bodies)
            : RequestBody.none();
    var call = new Call(context, admitted.caller(), admitted.format(), body, proxies);
    return route.answersUnderOverload()
        ? route.endpoint().answer(call)
        : whenFree(() -> route.endpoint().answer(call));
  }

  /** Who calls; a refusal leaves no body on the connection, where the next request follows. */
  private Admitted admitted(Route route, Context context) {
    try {
      var caller = caller(route.access(), context.header("Authorization"));
      if (route.streams() && !Accepts.events(context.header("Accept"))) {
        throw Refusal.of(
            ProblemKind.NOT_ACCEPTABLE, "The answer is text/event-stream, which Accept leaves out");
      }
      return new Admitted(caller, format(route, context.header("Accept")));
    } catch (RuntimeException refused) {
      RequestBody.leaveBehind(context.req(), bodies);
      throw refused;
    }
  }

  private static Format format(Route route, @Nullable String accept) {
    var formats = route.formats();
    if (formats.isEmpty()) {
      return Format.JSON;
    }
    return Accepts.best(accept, formats)
        .orElseThrow(() ->
            Refusal.of(
                ProblemKind.NOT_ACCEPTABLE,
                "The answer is %s, which Accept leaves out".formatted(Format.names(formats))));
  }

  private @Nullable Caller caller(Access access, @Nullable String authorization) {
    return switch (access) {
      case PUBLIC -> null;
      case OPTIONAL -> authorization == null ? null : proven(authorization);
      case USER -> proven(authorization);
      case ADMIN -> administrator(proven(authorization));
    };
  }

  private Caller proven(@Nullable String authorization) {
    if (authorization == null) {
      throw DomainException.unauthenticated("Sign in and send the access token as a bearer token");
    }
    return authenticate.caller(token(authorization));
  }

  /** The token in an {@code Authorization} header. */
  static String token(String authorization) {
    var token = BEARER.matcher(authorization);
    if (!token.matches()) {
      throw DomainException.unauthenticated("Authorization must be 'Bearer' and an access token");
    }
    return token.group(1);
  }

  private static Caller administrator(Caller caller) {
    if (!caller.isAdmin()) {
      throw DomainException.forbidden("This is for administrators");
    }
    return caller;
  }

  private Response whenFree(Supplier<Response> answering) {
    try {
      if (!free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        meters.shed();
        throw Refusal.busy("The server has as many requests as it can handle; try again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.busy("The server is stopping");
    }
    try {
      return answering.get();
    } finally {
      free.release();
    }
  }

  /** Who calls, and what the answer is to be in. */
  private record Admitted(@Nullable Caller caller, Format format) {}
}
