package io.episodal.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RareWarningsTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(RareWarningsTest.class);
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
  private final RareWarnings warnings = new RareWarnings(logger, nanos::get);

  @BeforeEach
  void listen() {
    appender.start();
    logger.setAdditive(false);
    logger.addAppender(appender);
  }

  @AfterEach
  void hush() {
    logger.detachAppender(appender);
  }

  @Test
  void oneLineInFiveSecondsSaysHowOften() {
    warnings.warn("away {}");
    for (int i = 0; i < 1_000; i++) {
      warnings.warn("away {}");
    }
    nanos.addAndGet(Duration.ofSeconds(5).toNanos() - 1);
    warnings.warn("away {}");
    nanos.addAndGet(1);
    warnings.warn("away {}");
    nanos.addAndGet(Duration.ofSeconds(9).toNanos());
    warnings.warn("still away");

    assertEquals(
        List.of("away {}", "away {} (and 1001 times before)", "still away"),
        appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
    assertNull(appender.list.getFirst().getThrowableProxy());
  }
}
