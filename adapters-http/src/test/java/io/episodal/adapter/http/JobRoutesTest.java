package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.episodal.domain.job.JobId;
import io.episodal.domain.job.NewJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Background work as administrators see it. */
class JobRoutesTest {
  private static final String JOBS = "/api/v1/admin/jobs";
  private static final String RUN_SCORES = JOBS + "/refresh_scores/run";

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyRecurringJobIsListedByName() {
    var report = server.get(JOBS, TestServer.ADMIN_TOKEN).expect(200);

    var names = StreamSupport.stream(report.json().get("jobs").spliterator(), false);
    assertEquals(
        List.of(
            "clean_inbox",
            "clean_operations",
            "clean_sign_ins",
            "deliver_digests",
            "note_watched",
            "prepare_view_log",
            "recommend",
            "refresh_counts",
            "refresh_scores",
            "release_due_episodes",
            "send_recommendations"),
        names.map(job -> job.get("name").textValue()).toList());
    assertEquals(11, report.json().get("total").intValue());
    assertEquals(0, report.json().get("set_aside_total").intValue());
    assertTrue(report.json().at("/jobs/0/last_run_at").isNull());
    assertEquals("PT24H", report.string("/jobs/0/schedule"));
  }

  @Test
  void aRunIsReported() {
    server.work();
    var began = server.clock.instant();

    var scores = scores();

    assertEquals(began, Instant.parse(scores.get("last_run_at").textValue()));
    assertEquals(0, scores.get("last_duration_ms").longValue());
    assertEquals("succeeded", scores.get("last_outcome").textValue());
    assertTrue(scores.get("last_error").isNull());
    assertEquals(
        began.plus(Duration.parse(scores.get("schedule").textValue())),
        Instant.parse(scores.get("next_run_at").textValue()));
  }

  @Test
  void askingFortyTimesAtOnceRunsItOnce() throws Exception {
    server.work();
    server.clock.advance(Duration.ofSeconds(20));
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          IntStream.range(0, 40).mapToObj(i -> callers.submit(this::askForScores)).toList();
      for (var answer : answers) {
        assertEquals(JOBS, answer.get().expect(202).header("Location"));
      }
    }
    assertEquals(server.clock.instant().toString(), scores().get("next_run_at").textValue());

    server.work();
    var ran = scores();
    assertEquals(server.clock.instant().toString(), ran.get("last_run_at").textValue());
    askForScores().expect(202);
    assertEquals(ran, scores());
  }

  @Test
  void unknownWorkIsNotFound() {
    var problem =
        server
            .send("POST", JOBS + "/bake_bread/run", TestServer.ADMIN_TOKEN, null)
            .expectProblem(404);

    assertEquals("recurring job not found", problem.string("/detail"));
    server.send("POST", JOBS + "/fan_out/run", TestServer.ADMIN_TOKEN, null).expectProblem(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Refresh", "refresh-scores", "a__b", "%20", "%E3%81%82"})
  void whatCanBeNoNameIsInvalid(String name) {
    var problem =
        server
            .send("POST", JOBS + "/" + name + "/run", TestServer.ADMIN_TOKEN, null)
            .expectProblem(422);

    assertEquals(List.of("name"), problem.places());
  }

  @Test
  void whatWasSetAsideIsTriedAgainOnce() {
    var poisoned = poison();
    var report = server.get(JOBS, TestServer.ADMIN_TOKEN).expect(200);
    assertEquals(poisoned, report.string("/set_aside/0/id"));
    assertEquals(12, report.json().at("/set_aside/0/attempts").intValue());

    var accepted = retry(poisoned).expect(202);

    assertEquals(JOBS, accepted.header("Location"));
    assertEquals(poisoned, accepted.string("/id"));
    assertEquals(0, setAsideTotal());
    retry(poisoned).expectProblem(404);
    failOften();
    assertEquals(1, setAsideTotal());
  }

  @Test
  void whatIsNotSetAsideCannotBeTriedAgain() {
    var unknown = "0199a3d4-d15b-7a02-8f3e-5b7d90c1e264";
    assertEquals("set-aside job not found", retry(unknown).expectProblem(404).string("/detail"));
    assertEquals(List.of("id"), retry("7").expectProblem(422).places());
    server
        .send("POST", JOBS + "/set-aside/" + unknown + "/retry", TestServer.TOKEN, null)
        .expectProblem(403);
  }

  /** A job that nothing can do, after its last attempt. */
  private String poison() {
    var job = new NewJob(new JobId(new UUID(0x7000, 99)), "bake_bread", Map.of(), null);
    server.store.unitOfWork().run(tx -> tx.jobs().add(List.of(job)));
    failOften();
    return job.id().value().toString();
  }

  private void failOften() {
    for (int attempt = 1; attempt <= 12; attempt++) {
      server.work();
      server.clock.advance(Duration.ofMinutes(5));
    }
  }

  private Reply retry(String id) {
    return server.send("POST", JOBS + "/set-aside/" + id + "/retry", TestServer.ADMIN_TOKEN, null);
  }

  private int setAsideTotal() {
    var report = server.get(JOBS, TestServer.ADMIN_TOKEN).expect(200);
    return report.json().get("set_aside_total").intValue();
  }

  private Reply askForScores() {
    return server.send("POST", RUN_SCORES, TestServer.ADMIN_TOKEN, null);
  }

  private JsonNode scores() {
    var report = server.get(JOBS, TestServer.ADMIN_TOKEN).expect(200);
    return StreamSupport.stream(report.json().get("jobs").spliterator(), false)
        .filter(job -> job.get("name").textValue().equals("refresh_scores"))
        .findFirst()
        .orElseThrow();
  }
}
