package io.episodal.bootstrap;

import java.time.Duration;
import java.util.stream.Stream;

/** CPU time in milliseconds that PostgreSQL and this JVM have used so far. */
record Cpu(double postgres, double jvm) {
  static Cpu now(long postmaster) {
    var database =
        ProcessHandle.of(postmaster).stream()
            .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
            .mapToDouble(Cpu::of)
            .sum();
    return new Cpu(database, of(ProcessHandle.current()));
  }

  Cpu since(Cpu earlier) {
    return new Cpu(postgres - earlier.postgres, jvm - earlier.jvm);
  }

  private static double of(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
  }
}
