package io.episodal.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class EmbeddedTest {

  @Test
  void aFollowerReadsThatAnEpisodeIsOut() throws Exception {
    var printed = new ByteArrayOutputStream();
    var console = System.out;
    try (var postgres = EmbeddedPostgres.start()) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      Embedded.main(new String[] {postgres.getJdbcUrl("postgres", "postgres")});
    } finally {
      System.setOut(console);
    }

    assertEquals(
        "Episode 1 of Frieren is out: The Journey's End",
        printed.toString(StandardCharsets.UTF_8).lines().toList().getLast());
  }
}
