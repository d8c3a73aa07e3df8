package io.episodal.bootstrap;

import io.episodal.adapter.security.Security;
import io.episodal.domain.analytics.ViewFilters;
import io.episodal.domain.analytics.ViewPolicy;
import io.episodal.domain.analytics.port.in.RecordViews;
import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.shared.AddressRange;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the server is to run: validated and immutable.
 *
 * @param database another PostgreSQL than the embedded one
 * @param jwtSecret what signs access tokens, if it is given
 * @param keyPair what signs them instead, with another algorithm than HS256
 * @param trustedIssuers whose tokens are accepted, too
 * @param streams most open streams of notifications
 * @param streamHeartbeat how long nothing is written to one at most
 * @param limitSignIns whether failed sign-ins are slowed down
 * @param admin the first administrator, if one is given
 * @param sharedCache the Redis that nodes have in common, if there is one
 */
record ServerConfig(
    String host,
    int port,
    Path dataDirectory,
    Optional<Database> database,
    int connections,
    Optional<byte[]> jwtSecret,
    Optional<TokenSettings.KeyPair> keyPair,
    List<Security.TrustedIssuer> trustedIssuers,
    boolean limitSignIns,
    Duration accessLifetime,
    Duration refreshLifetime,
    Optional<Admin> admin,
    DeliveryPolicy delivery,
    Duration notificationRetention,
    ViewPolicy views,
    Duration operationRetention,
    int backgroundThreads,
    int maxInFlight,
    int maxConnections,
    int streams,
    Duration streamHeartbeat,
    Set<String> corsOrigins,
    List<AddressRange> trustedProxies,
    Optional<SharedCache> sharedCache,
    long cacheBytes) {
  private static final int SHORTEST_SECRET = 32;

  /** As browsers write an origin: in lower case, without a path, without the usual port. */
  private static final Pattern ORIGIN =
      Pattern.compile(
          "\\*|(?!http://.*:80$)(?!https://.*:443$)[a-z][a-z0-9+.-]*://"
              + "(\\[[0-9a-f:]+]|[a-z0-9._-]+)(:[0-9]{1,5})?");

  /** Where a database is and how to get in. */
  record Database(String jdbcUrl, String user, String password) {

    /** Without the password, which the parameters of the URL may hold, too. */
    @Override
    public String toString() {
      return "Database[" + jdbcUrl.split("\\?", 2)[0] + ", user=" + user + "]";
    }
  }

  /** Where the Redis is that nodes have in common. */
  record SharedCache(String url) {

    /** Without the URL, which may hold a password. */
    @Override
    public String toString() {
      return "SharedCache[]";
    }
  }

  /** The first administrator. */
  record Admin(String email, String password) {

    /** Without the password. */
    @Override
    public String toString() {
      return "Admin[" + email + "]";
    }
  }

  /**
   * Checks the settings.
   *
   * @throws StartupException naming the first that is wrong, its meaning and its range
   */
  static ServerConfig of(Settings settings) {
    var window = settings.duration(Setting.NOTIFICATIONS_WINDOW, Duration.ofSeconds(1));
    return new ServerConfig(
        settings.text(Setting.HOST),
        (int) settings.number(Setting.PORT, 0, 65_535),
        Path.of(settings.text(Setting.DATA_DIR)).toAbsolutePath().normalize(),
        settings.optional(Setting.DATABASE_URL).map(ServerConfig::database),
        (int) settings.number(Setting.DATABASE_CONNECTIONS, 4, 1_000),
        settings.optional(Setting.JWT_SECRET).map(secret -> secret(settings, secret)),
        TokenSettings.keyPair(settings),
        TokenSettings.trustedIssuers(settings),
        settings.flag(Setting.RATE_LIMIT_ENABLED),
        settings.duration(Setting.ACCESS_LIFETIME, Duration.ofSeconds(1)),
        settings.duration(Setting.REFRESH_LIFETIME, Duration.ofSeconds(1)),
        admin(settings),
        DeliverySettings.policy(settings, window),
        settings.duration(Setting.NOTIFICATIONS_RETENTION, window),
        views(settings),
        settings.duration(Setting.OPERATIONS_RETENTION, Duration.ofSeconds(1)),
        (int) settings.number(Setting.BACKGROUND_THREADS, 1, 64),
        (int) settings.number(Setting.MAX_IN_FLIGHT, 1, 100_000),
        (int) settings.number(Setting.MAX_CONNECTIONS, 1, 1_000_000),
        (int) settings.number(Setting.STREAMS, 1, 1_000_000),
        settings.duration(Setting.STREAM_HEARTBEAT, Duration.ofSeconds(1)),
        corsOrigins(settings),
        networks(settings, Setting.TRUSTED_PROXIES),
        settings.optional(Setting.REDIS_URL).map(SharedCache::new),
        settings.number(Setting.CACHE_BYTES, 1, Long.MAX_VALUE));
  }

  private static ViewPolicy views(Settings settings) {
    return new ViewPolicy(
        (int) settings.number(Setting.VIEWS_QUEUE, RecordViews.MOST, 1_000_000),
        new ViewFilters(robots(settings), networks(settings, Setting.VIEWS_NETWORKS)));
  }

  private static List<String> robots(Settings settings) {
    return settings.text(Setting.VIEWS_USER_AGENTS).equals("none")
        ? List.of()
        : settings.list(Setting.VIEWS_USER_AGENTS);
  }

  private static List<AddressRange> networks(Settings settings, Setting setting) {
    try {
      return settings.list(setting).stream().map(AddressRange::parse).toList();
    } catch (IllegalArgumentException e) {
      throw settings.refused(
          setting,
          "must name networks such as 192.0.2.0/24 or 2001:db8::/32 (" + e.getMessage() + ")");
    }
  }

  private static Set<String> corsOrigins(Settings settings) {
    var origins =
        settings.list(Setting.CORS_ORIGINS).stream().collect(Collectors.toUnmodifiableSet());
    if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
      throw settings.refused(
          Setting.CORS_ORIGINS,
          "must name origins as browsers do: scheme, host in lower case and an unusual port,"
              + " nothing else");
    }
    return origins;
  }

  private static byte[] secret(Settings settings, String secret) {
    var bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < SHORTEST_SECRET) {
      throw settings.refused(
          Setting.JWT_SECRET, "must have at least " + SHORTEST_SECRET + " bytes");
    }
    return bytes;
  }

  private static Optional<Admin> admin(Settings settings) {
    var email = settings.optional(Setting.ADMIN_EMAIL);
    var password = settings.optional(Setting.ADMIN_PASSWORD);
    if (email.isPresent() && password.isEmpty()) {
      throw settings.refused(Setting.ADMIN_PASSWORD, "must be given with EPISODAL_ADMIN_EMAIL");
    }
    if (email.isEmpty() && password.isPresent()) {
      throw settings.refused(Setting.ADMIN_EMAIL, "must be given with EPISODAL_ADMIN_PASSWORD");
    }
    return email.map(address -> new Admin(address, password.orElseThrow()));
  }

  /** Takes the form that hosting platforms use, or a JDBC URL. */
  private static Database database(String url) {
    var plain = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
    try {
      var uri = URI.create(plain);
      var known = "postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme());
      if (!known || uri.getHost() == null || uri.getPath().length() < 2) {
        throw new IllegalArgumentException(url);
      }
      var user = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
      var colon = user.indexOf(':');
      return new Database(
          "jdbc:postgresql://"
              + uri.getHost()
              + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
              + uri.getRawPath()
              + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()),
          decoded(colon < 0 ? user : user.substring(0, colon)),
          decoded(colon < 0 ? "" : user.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      throw new StartupException(
          "DATABASE_URL must look like postgresql://user:password@host:port/database.");
    }
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
