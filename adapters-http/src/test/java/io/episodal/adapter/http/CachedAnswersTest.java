package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.episodal.domain.cache.port.out.AnswerCache;
import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CachedAnswersTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final KeepingCache cache = new KeepingCache();
  private final CachedAnswers answers = new CachedAnswers(cache);
  private final AtomicInteger made = new AtomicInteger();

  @Test
  void makesSerialisesCompressesAndTagsAnAnswerOnce() throws IOException {
    var first = answer("a".repeat(2_000));
    var second = answer("b".repeat(2_000));

    assertEquals(1, made.get());
    assertSame(first.body().bytes().array(), second.body().bytes().array());
    var json = second.body().bytes().stream().readAllBytes();
    assertEquals("{\"title\":\"" + "a".repeat(2_000) + "\"}", new String(json, UTF_8));
    assertEquals(EntityTag.of(json), second.body().tag());
    var zipped = second.body().zipped(Answer.JSON);
    assertNotNull(zipped);
    assertSame(second.body().bytes().array(), zipped.array());
    assertEquals(Map.of(new AnswerCache.Key("name", Set.of(Tag.VIEWS)), HOUR), cache.lives());
  }

  @Test
  void compressesNoShortAnswer() {
    assertNull(answer("a").body().zipped(Answer.JSON));
  }

  @Test
  void makesAnAnswerThatTheCacheHasSpoilt() throws IOException {
    var spoilt = new KeepingCache();
    spoilt.get(new AnswerCache.Key("name", Set.of()), HOUR, () -> "spoilt".getBytes(UTF_8));
    var answer = new CachedAnswers(spoilt).json("name", HOUR, Set.of(), () -> Map.of("title", "A"));

    assertEquals(
        "{\"title\":\"A\"}", new String(answer.body().bytes().stream().readAllBytes(), UTF_8));
  }

  private Answer answer(String title) {
    return answers.json(
        "name",
        HOUR,
        Set.of(Tag.VIEWS),
        () -> {
          made.incrementAndGet();
          return Map.of("title", title);
        });
  }
}
