package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RareWarningsTest {
  private final List<String> log = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
  private final RareWarnings warnings = new RareWarnings(log::add, nanos::get);

  @Test
  void oneLineInFiveSecondsSaysHowOften() {
    warnings.warn("away");
    for (int i = 0; i < 1_000; i++) {
      warnings.warn("away");
    }
    nanos.addAndGet(Duration.ofSeconds(5).toNanos() - 1);
    warnings.warn("away");
    nanos.addAndGet(1);
    warnings.warn("away");
    nanos.addAndGet(Duration.ofSeconds(9).toNanos());
    warnings.warn("still away");

    assertEquals(List.of("away", "away (and 1001 times before)", "still away"), log);
  }
}
