package io.episodal.adapter.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.episodal.domain.cache.port.out.AnswerCache;
import io.episodal.domain.shared.port.out.Listener;
import io.episodal.testkit.AnswerCacheContract;
import io.lettuce.core.api.sync.RedisServerCommands;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/**
 * A real Redis keeps what a cache of answers promises, before it the memory of the process or not.
 */
final class RedisAnswerCacheTest {
  private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofSeconds(20);
  private static RealRedis redis;

  @BeforeAll
  static void startRedis() throws IOException {
    redis = RealRedis.started();
  }

  @AfterAll
  static void stopRedis() throws IOException {
    redis.close();
  }

  @Nested
  final class BehindTheProcess extends RedisContract {
    BehindTheProcess() {
      super(10_000_000);
    }
  }

  @Nested
  final class Alone extends RedisContract {
    Alone() {
      super(1);
    }
  }

  abstract static class RedisContract extends AnswerCacheContract {
    private final long bytesInProcess;
    private final List<AutoCloseable> opened = new ArrayList<>();

    RedisContract(long bytesInProcess) {
      this.bytesInProcess = bytesInProcess;
    }

    @Override
    protected AnswerCache cache() {
      redis.tell(RedisServerCommands::flushall);
      var versions = new TagVersions();
      var answers =
          RedisAnswers.at(
              RedisAddress.of(redis.address()), versions, new Listener() {}, AS_LONG_AS_IT_TAKES);
      var cache = new LayeredAnswerCache(bytesInProcess, versions, answers, Ticker.systemTicker());
      opened.add(cache);
      Patience.until(cache::healthy);
      return cache;
    }

    @AfterEach
    void close() throws Exception {
      for (var cache : opened) {
        cache.close();
      }
    }
  }
}
