package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
  private static final int RACERS = 16;

  @Test
  void ofServersThatStartTogetherAllHaveOneSecret(@TempDir Path directory) throws Exception {
    for (var round = 0; round < 20; round++) {
      var home = directory.resolve("round" + round);
      var start = new CyclicBarrier(RACERS);
      var running = new ArrayList<Future<byte[]>>();
      try (var servers = Executors.newFixedThreadPool(RACERS)) {
        for (var server = 0; server < RACERS; server++) {
          running.add(
              servers.submit(() -> {
                start.await(30, TimeUnit.SECONDS);
                return DataDirectory.at(home).secret();
              }));
        }
      }
      var kept = DataDirectory.at(home).secret();
      assertEquals(48, kept.length);
      for (var secret : running) {
        assertArrayEquals(kept, secret.get());
      }
      try (var files = Files.list(home)) {
        assertEquals(List.of(home.resolve("jwt-secret")), files.toList());
      }
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("jwt-secret"))));
    }
  }
}
