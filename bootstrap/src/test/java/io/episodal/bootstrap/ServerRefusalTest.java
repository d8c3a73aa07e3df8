package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What keeps the server from starting is told in one sentence. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class ServerRefusalTest {
  @TempDir private Path home;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      textBlock =
          """
          EPISODAL_PORT,                    70000,       from 0 to 65535
          EPISODAL_NOTIFICATIONS_LIMIT,     many,        must be a whole number
          EPISODAL_NOTIFICATIONS_WINDOW,    soon,        must be a duration such as 90s
          EPISODAL_NOTIFICATIONS_RETENTION, 1m,          must be from 3600s
          EPISODAL_REFRESH_TOKEN_LIFETIME,  999999999d,  to 36500d
          EPISODAL_NOTIFICATIONS_OVERFLOW,  drop,        'must be one of digest, skip'
          EPISODAL_NOTIFICATIONS_TYPE_LIMITS, new_film=1, must give each of new_episode
          EPISODAL_JWT_SECRET,              my secret,   must have at least 32 bytes
          EPISODAL_ADMIN_EMAIL,             a@b.example, EPISODAL_ADMIN_PASSWORD
          EPISODAL_JWT_ALGORITHM,           none,        'must be one of HS256, RS256, ES256'
          EPISODAL_JWT_ALGORITHM,           ES256,       EPISODAL_JWT_PRIVATE_KEY
          EPISODAL_JWT_PRIVATE_KEY,         /no/file,    file that can be read
          EPISODAL_JWT_PUBLIC_KEY,          -----BEGIN,  EPISODAL_JWT_ALGORITHM
          EPISODAL_TRUSTED_ISSUERS,         '[1]',       issuer must be a text
          EPISODAL_TRUSTED_ISSUERS,         '[{',        must be a JSON array of objects
          EPISODAL_RATE_LIMIT_ENABLED,      off,         'must be one of true, false'
          EPISODAL_CORS_ORIGINS,            a.example,   must name origins as browsers do
          EPISODAL_VIEWS_QUEUE,             999,         from 1000 to 1000000
          EPISODAL_VIEWS_NETWORKS,          10.0.0.0/33, must name networks such as
          EPISODAL_TRUSTED_PROXIES,         proxy,       must name networks such as
          EPISODAL_LOG_FORMAT,              xml,         'must be one of text, json'
          DATABASE_URL,                     mysql://h/d, must look like postgresql://
          REDIS_URL,                        http://h,    named as redis://
          """)
  void aBadSetting(String key, String value, String rule) throws Exception {
    var sentence = refusal(home, Map.of(key, value));
    assertTrue(sentence.contains(key) && sentence.contains(rule), sentence);
    assertFalse(sentence.contains("my secret"), sentence);
  }

  @Test
  void aMissingFileOfSettings() throws Exception {
    var file = home.resolve("missing.properties");
    var sentence = refusal(home, Map.of(), "--config", file.toString());
    assertTrue(sentence.contains(file.toString()), sentence);
  }

  @Test
  void aTakenPort() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = String.valueOf(taken.getLocalPort());
      var sentence = refusal(home, Map.of(), "--port", port);
      assertTrue(sentence.startsWith("Port " + port + " of 127.0.0.1 cannot"), sentence);
      assertTrue(sentence.contains("--port"), sentence);
    }
  }

  @Test
  void anAddressOfAnotherMachine() throws Exception {
    var sentence = refusal(home, Map.of(), "--host", "203.0.113.1");
    assertTrue(sentence.contains("203.0.113.1"), sentence);
  }

  @Test
  void aDirectoryThatCannotBeWritten() throws Exception {
    var directory = Files.writeString(home.resolve("file"), "").resolve("data");
    var sentence = refusal(directory, Map.of());
    assertTrue(sentence.startsWith("The data directory " + directory + " cannot be"), sentence);
  }

  @Test
  void aDirectoryThatAnotherServerUses() throws Exception {
    try (var taken = PostgresDirectory.take(home.resolve("postgres"))) {
      var sentence = refusal(home, Map.of());
      assertTrue(sentence.startsWith("Another Episodal is using " + taken.path()), sentence);
    }
  }

  @Test
  void aDatabaseThatIsNotThere() throws Exception {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    var place = "127.0.0.1:" + port + "/catalogue";
    var sentence = refusal(home, Map.of("DATABASE_URL", "postgresql://me:my%20secret@" + place));
    assertTrue(sentence.contains("postgresql://" + place + " cannot be used"), sentence);
    assertFalse(sentence.contains("my secret"), sentence);
  }

  /** All that a server says that must end by itself, with exit code 1: one line. */
  private static String refusal(
      Path dataDirectory, Map<String, String> environment, String... flags) throws Exception {
    try (var server = ServerProcess.launch(dataDirectory, environment, flags)) {
      assertEquals(1, server.exitCode(), server::said);
      assertEquals("", server.output());
      assertEquals(1, server.errors().lines().count(), server::errors);
      return server.errors().strip();
    }
  }
}
