package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/**
 * Calls the API of a server in a test. Immutable and thread-safe.
 *
 * @param token an access token, or nothing for a stranger
 */
record ApiClient(String url, String token) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  static ApiClient of(String url) {
    return new ApiClient(url, "");
  }

  /** The client of the account with this password. */
  ApiClient signedIn(String email, String password) throws IOException, InterruptedException {
    var answer = post("/api/v1/auth/login", Map.of("email", email, "password", password));
    return new ApiClient(url, json(200, answer).path("access_token").textValue());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, Object body) throws IOException, InterruptedException {
    return call("POST", path, body);
  }

  /** Any call; an empty body is not sent. */
  HttpResponse<String> call(String method, String path, Object body)
      throws IOException, InterruptedException {
    return send(
        body.equals(Map.of())
            ? request(path).method(method, BodyPublishers.noBody())
            : request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
  }

  /** The body of an answer that must have this status. */
  static JsonNode json(int status, HttpResponse<String> answer) throws IOException {
    assertEquals(status, answer.statusCode(), answer::body);
    return JSON.readTree(answer.body());
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT);
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
