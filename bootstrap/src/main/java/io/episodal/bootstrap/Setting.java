package io.episodal.bootstrap;

import io.episodal.domain.analytics.ViewFilters;

/** What can be configured: by flag, environment or file, in this order. */
enum Setting {
  HOST("EPISODAL_HOST", "127.0.0.1", "address to listen on; 0.0.0.0 for all"),
  PORT(
      "EPISODAL_PORT",
      "8080",
      "port to listen on, 0 to 65535, 0 takes a free one; PORT is honoured too"),
  DATA_DIR(
      "EPISODAL_DATA_DIR", "data", "directory for the embedded database and generated secrets"),
  DATABASE_URL(
      "DATABASE_URL",
      "",
      "another PostgreSQL (15 or newer) instead of the embedded one, as"
          + " postgresql://user:password@host:port/database"),
  DATABASE_CONNECTIONS(
      "EPISODAL_DATABASE_CONNECTIONS", "10", "most connections to the database, at least 4"),
  JWT_SECRET(
      "EPISODAL_JWT_SECRET",
      "",
      "secret that signs access tokens, at least 32 bytes; made and kept in the data directory"
          + " without one"),
  JWT_ALGORITHM("EPISODAL_JWT_ALGORITHM", "HS256", "how access tokens are signed"),
  JWT_PRIVATE_KEY(
      "EPISODAL_JWT_PRIVATE_KEY",
      "",
      "private key that signs access tokens with RS256 or ES256, PKCS #8 in PEM, or the path of its"
          + " file"),
  JWT_PUBLIC_KEY(
      "EPISODAL_JWT_PUBLIC_KEY",
      "",
      "public key that belongs to it, in PEM, or the path of its file"),
  TRUSTED_ISSUERS(
      "EPISODAL_TRUSTED_ISSUERS",
      "",
      "other identity providers whose access tokens are accepted, a JSON array, or the path of its"
          + " file"),
  RATE_LIMIT_ENABLED(
      "EPISODAL_RATE_LIMIT_ENABLED", "true", "whether failed sign-ins are slowed down"),
  ACCESS_LIFETIME("EPISODAL_ACCESS_TOKEN_LIFETIME", "15m", "how long an access token is valid"),
  REFRESH_LIFETIME(
      "EPISODAL_REFRESH_TOKEN_LIFETIME", "30d", "how long a refresh token can be used"),
  ADMIN_EMAIL("EPISODAL_ADMIN_EMAIL", "", "address of the first administrator"),
  ADMIN_PASSWORD(
      "EPISODAL_ADMIN_PASSWORD",
      "",
      "password of the first administrator, at least 8 characters; an account that exists keeps its"
          + " own"),
  NOTIFICATIONS_LIMIT(
      "EPISODAL_NOTIFICATIONS_LIMIT", "5", "most notifications of a user in a window, at least 1"),
  NOTIFICATIONS_TYPE_LIMITS(
      "EPISODAL_NOTIFICATIONS_TYPE_LIMITS",
      "",
      "most notifications of a type in a window, such as new_release=2,digest=exempt"),
  NOTIFICATIONS_WINDOW(
      "EPISODAL_NOTIFICATIONS_WINDOW", "1h", "length of the rolling window, at least 1s"),
  NOTIFICATIONS_OVERFLOW(
      "EPISODAL_NOTIFICATIONS_OVERFLOW",
      "digest",
      "what becomes of notifications over the limit: digest gathers them, skip drops them"),
  NOTIFICATIONS_RETENTION(
      "EPISODAL_NOTIFICATIONS_RETENTION",
      "30d",
      "how long read notifications are kept, at least the window"),
  VIEWS_QUEUE(
      "EPISODAL_VIEWS_QUEUE", "10000", "most views that wait to be recorded, at least 1000"),
  OPERATIONS_RETENTION(
      "EPISODAL_OPERATIONS_RETENTION", "30d", "how long finished operations are kept, at least 1s"),
  VIEWS_USER_AGENTS(
      "EPISODAL_VIEWS_USER_AGENTS",
      String.join(",", ViewFilters.USUAL.robots()),
      "words in the names of robots, separated by commas, whose views are flagged; none for no"
          + " words"),
  VIEWS_NETWORKS(
      "EPISODAL_VIEWS_NETWORKS",
      "",
      "networks such as 192.0.2.0/24, separated by commas, whose views are flagged"),
  TRUSTED_PROXIES(
      "EPISODAL_TRUSTED_PROXIES",
      "",
      "networks of proxies, separated by commas, whose X-Forwarded-For is believed"),
  BACKGROUND_THREADS("EPISODAL_BACKGROUND_THREADS", "2", "threads for background work, at least 1"),
  MAX_IN_FLIGHT(
      "EPISODAL_MAX_IN_FLIGHT", "256", "most requests handled at once, at least 1; others wait"),
  MAX_CONNECTIONS(
      "EPISODAL_MAX_CONNECTIONS",
      "12000",
      "most open connections, at least 1; others wait to be accepted"),
  STREAMS(
      "EPISODAL_STREAMS",
      "10000",
      "most open streams of notifications, at least 1; others are told to come back"),
  STREAM_HEARTBEAT(
      "EPISODAL_STREAM_HEARTBEAT",
      "25s",
      "how long nothing is written to an open stream at most, at least 1s"),
  CORS_ORIGINS(
      "EPISODAL_CORS_ORIGINS",
      "",
      "origins whose pages may call from browsers, such as https://app.example, separated by"
          + " commas, or * for all"),
  REDIS_URL(
      "REDIS_URL",
      "",
      "a Redis that nodes share for cached answers, as redis://user:password@host:port/database or"
          + " rediss:// for TLS; memory alone without one"),
  CACHE_BYTES("EPISODAL_CACHE_BYTES", "16777216", "memory for cached answers in bytes, at least 1"),
  LOG_FORMAT("EPISODAL_LOG_FORMAT", "text", "text for people, json for machines"),
  LOG_LEVEL("EPISODAL_LOG_LEVEL", "info", "error, warn, info or debug");

  private final String key;
  private final String usual;
  private final String meaning;

  Setting(String key, String usual, String meaning) {
    this.key = key;
    this.usual = usual;
    this.meaning = meaning;
  }

  /** The name of the environment variable, and of the line in a file. */
  String key() {
    return key;
  }

  /** The value where none is given. */
  String usual() {
    return usual;
  }

  /** What it means, with unit and range. */
  String meaning() {
    return meaning;
  }
}
