package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Making figures anew as administrators do. */
class RebuildRoutesTest {
  private static final String REBUILD = "/api/v1/admin/analytics/rebuild";

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"from\": null}",
        "{\"from\": \"2026-03-01T00:00:00Z\", \"to\": \"2026-03-02T12:00:00Z\"}"
      })
  void theOperationTellsWhenItIsDone(String body) {
    var accepted = server.send("POST", REBUILD, TestServer.ADMIN_TOKEN, body).expect(202);
    var operation = "/api/v1/admin/operations/" + accepted.string("/operation_id");
    assertEquals(operation, accepted.header("Location"));
    assertEquals("pending", server.get(operation, TestServer.ADMIN_TOKEN).string("/status"));

    server.work();

    var done = server.get(operation, TestServer.ADMIN_TOKEN).expect(200);
    assertEquals("succeeded", done.string("/status"));
    assertEquals("rebuild_figures", done.string("/kind"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"from\": \"2026-03-02T00:00:00Z\", \"to\": \"2026-03-01T00:00:00Z\"} | 422 | /from",
        "{\"from\": \"2026-03-02T00:00:00Z\", \"to\": \"2026-03-02T00:00:00Z\"} | 422 | /from",
        "{\"to\": \"0900-03-02T00:00:00Z\"} | 422 | /to",
        "{\"until\": \"2026-03-02T00:00:00Z\"} | 422 | /until"
      })
  void badRangesAreRefused(String body, int status, String pointer) {
    var problem = server.send("POST", REBUILD, TestServer.ADMIN_TOKEN, body).expectProblem(status);

    assertEquals(pointer, problem.string("/errors/0/pointer"));
  }
}
