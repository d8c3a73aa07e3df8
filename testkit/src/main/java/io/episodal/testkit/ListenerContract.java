package io.episodal.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.shared.port.out.Listener;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A listener hears everything, however odd, and never throws: whoever tells it is in the middle of
 * something. What it makes of what it hears is its own business. Events that are added to {@link
 * Listener} are tried without further ado.
 */
public abstract class ListenerContract {
  private static final List<String> TEXTS =
      List.of("", "deliver", "{} %s ${x} \\", "two\nlines \t\0", "名探偵 🕵", "x".repeat(200));
  private static final List<Duration> DURATIONS =
      List.of(Duration.ZERO, Duration.ofNanos(1), Duration.ofDays(36_500));

  /** A listener that has heard nothing yet. */
  protected abstract Listener listener();

  @Test
  void noEventMakesItThrow() {
    var listener = listener();
    assertTrue(events().findAny().isPresent());

    events().forEach(event -> tellAll(listener, event));
  }

  @Test
  void hearsSeveralThreadsAtOnce() {
    var listener = listener();

    Race.of(
        4,
        thread ->
            () -> {
              events().forEach(event -> tell(listener, event, thread));
              return true;
            });
  }

  private static Stream<Method> events() {
    return Stream.of(Listener.class.getMethods());
  }

  /** As often as the parameter with the most samples has them. */
  private static void tellAll(Listener listener, Method event) {
    var most =
        Stream.of(event.getParameterTypes()).mapToInt(type -> samples(type).size()).max().orElse(1);
    IntStream.range(0, most).forEach(number -> tell(listener, event, number));
  }

  private static void tell(Listener listener, Method event, int number) {
    var arguments =
        Stream.of(event.getParameterTypes())
            .map(type -> samples(type).get(number % samples(type).size()))
            .toArray();
    assertDoesNotThrow(
        () -> event.invoke(listener, arguments),
        () -> event.getName() + " of " + Arrays.toString(event.getParameterTypes()));
  }

  private static List<?> samples(Class<?> type) {
    if (type == String.class) {
      return TEXTS;
    }
    if (type == Duration.class) {
      return DURATIONS;
    }
    if (type == Throwable.class) {
      return causes();
    }
    if (type == int.class) {
      return List.of(1, 0, Integer.MAX_VALUE);
    }
    if (type == long.class) {
      return List.of(1L, 0L, Long.MAX_VALUE);
    }
    throw new AssertionError("give ListenerContract samples of " + type);
  }

  /** Most without a trace, which would only fill the log of whoever writes them. */
  private static List<Throwable> causes() {
    var other = untraced(new IllegalArgumentException("other"));
    var circular = untraced(new IllegalStateException("one", other));
    other.initCause(circular);
    return List.of(
        circular,
        untraced(new NullPointerException()),
        untraced(new OutOfMemoryError("{}")),
        new IllegalStateException("the store is away"));
  }

  private static <T extends Throwable> T untraced(T thrown) {
    thrown.setStackTrace(new StackTraceElement[0]);
    return thrown;
  }
}
