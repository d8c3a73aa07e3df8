package io.episodal.adapter.security;

import com.auth0.jwt.algorithms.Algorithm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Downloads a JSON Web Key Set, bounded in time and size, and follows no redirect. Its client lives
 * for one download, since there are few and an idle client holds a thread. Immutable.
 */
record KeySetDownload(URI url, Security.Algorithm algorithm) implements FetchedKeys.Source {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration WHOLE = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 1 << 20;
  private static final int OK = 200;

  @Override
  public Map<String, Algorithm> fetch() throws IOException {
    return KeySetDocument.keys(download(), algorithm);
  }

  private byte[] download() throws IOException {
    var client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    try {
      var request = HttpRequest.newBuilder(url).header("Accept", "application/json").build();
      return client
          .sendAsync(request, BodyHandlers.ofInputStream())
          .thenApply(KeySetDownload::body)
          .get(WHOLE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + WHOLE.toSeconds() + " seconds", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      client.shutdownNow();
    }
  }

  private static byte[] body(HttpResponse<InputStream> response) {
    try (var body = response.body()) {
      if (response.statusCode() != OK) {
        throw new IOException("status " + response.statusCode());
      }
      var bytes = body.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("more than " + MOST_BYTES + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
