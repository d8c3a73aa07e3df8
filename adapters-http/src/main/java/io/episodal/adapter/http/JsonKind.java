package io.episodal.adapter.http;

import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A kind of value that a member of a body can have. Immutable.
 *
 * @param placeholder stands for a value at fault until all faults are known; nobody ever acts on it
 */
record JsonKind<T>(T placeholder, Reading<T> reading) {
  static final JsonKind<String> TEXT = new JsonKind<>("placeholder", JsonKind::text);
  static final JsonKind<Integer> INT32 = new JsonKind<>(1, JsonKind::int32);
  static final JsonKind<Double> NUMBER = new JsonKind<>(1.0, JsonKind::number);
  static final JsonKind<Instant> INSTANT =
      new JsonKind<>(Instant.EPOCH, parsed(Instants::parse, Instants.EXPECTED));
  static final JsonKind<Boolean> FLAG = new JsonKind<>(false, JsonKind::flag);

  /** A time of the day, in hours and minutes; its placeholder is none that can be given. */
  static final JsonKind<LocalTime> TIME =
      new JsonKind<>(LocalTime.MAX, parsed(JsonKind::time, "must be a time such as 22:30"));

  private static final JsonKind<UUID> UUID_TEXT =
      new JsonKind<>(new UUID(0, 0), parsed(Ids::parse, Ids.EXPECTED));

  private static final Pattern HOURS_AND_MINUTES = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

  private static final BigDecimal LEAST = BigDecimal.valueOf(Integer.MIN_VALUE);
  private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

  /** Turns JSON into a value; null after it has told the fault. */
  @FunctionalInterface
  interface Reading<T> {
    @Nullable T read(Object json, String at, Faults faults);
  }

  /** An object, as it is. */
  static final JsonKind<Map<?, ?>> OBJECT =
      new JsonKind<>(
          Map.of(),
          (json, at, faults) -> {
            if (!(json instanceof Map<?, ?> object)) {
              wrongType("an object", json, at, faults);
              return null;
            }
            return object;
          });

  static <I> JsonKind<I> id(Function<UUID, I> type) {
    return UUID_TEXT.map(type);
  }

  /** One of some values, by their codes. */
  static <E> JsonKind<E> code(Function<E, String> codeOf, List<E> values) {
    Map<String, E> byCode = new LinkedHashMap<>();
    values.forEach(value -> byCode.put(codeOf.apply(value), value));
    return new JsonKind<>(
        values.getFirst(),
        parsed(byCode::get, "must be one of " + String.join(", ", byCode.keySet())));
  }

  static <T> JsonKind<List<T>> listOf(JsonKind<T> items) {
    return new JsonKind<>(
        List.of(),
        (json, at, faults) -> {
          if (!(json instanceof List<?> array)) {
            wrongType("an array", json, at, faults);
            return null;
          }
          var values = new ArrayList<T>(array.size());
          for (int i = 0; i < array.size(); i++) {
            values.add(items.read(array.get(i), at + "/" + i, faults));
          }
          return values;
        });
  }

  /** An object whose member names are free and whose values are texts. */
  static JsonKind<Map<String, String>> texts() {
    return new JsonKind<>(
        Map.of(),
        (json, at, faults) -> {
          if (!(json instanceof Map<?, ?> object)) {
            wrongType("an object", json, at, faults);
            return null;
          }
          var values = new LinkedHashMap<String, String>();
          object.forEach((name, value) -> {
            var pointer = at + "/" + JsonBody.escaped(String.valueOf(name));
            values.put(String.valueOf(name), TEXT.read(value, pointer, faults));
          });
          return values;
        });
  }

  static <T> JsonKind<T> object(Function<JsonBody, T> making, T placeholder) {
    return new JsonKind<>(
        placeholder,
        (json, at, faults) -> {
          if (!(json instanceof Map<?, ?> object)) {
            wrongType("an object", json, at, faults);
            return null;
          }
          var body = new JsonBody(object, at + "/", faults);
          var made = made(body, making, faults);
          body.refuseUnknown();
          return made;
        });
  }

  /** What is made of an object, or null if the domain refuses it; the rest is read all the same. */
  private static <T> @Nullable T made(JsonBody body, Function<JsonBody, T> making, Faults faults) {
    try {
      return making.apply(body);
    } catch (DomainException e) {
      if (!(e.error() instanceof DomainError.Invalid error)) {
        throw e;
      }
      faults.merge(error);
      return null;
    }
  }

  <U> JsonKind<U> map(Function<T, U> mapping) {
    return new JsonKind<>(
        mapping.apply(placeholder),
        (json, at, faults) -> {
          var value = reading.read(json, at, faults);
          return value == null ? null : mapping.apply(value);
        });
  }

  /** The value, or the placeholder after its fault has been told. */
  T read(@Nullable Object json, String at, Faults faults) {
    if (json == null) {
      faults.invalid(at, "must not be null");
      return placeholder;
    }
    var value = reading.read(json, at, faults);
    return value == null ? placeholder : value;
  }

  private static @Nullable String text(Object json, String at, Faults faults) {
    if (!(json instanceof String text)) {
      wrongType("a string", json, at, faults);
      return null;
    }
    var fault = WellFormed.faultOf(text);
    if (fault != null) {
      faults.invalid(at, fault);
    }
    return fault == null ? text : null;
  }

  private static <T> Reading<T> parsed(Function<String, @Nullable T> parsing, String expected) {
    return (json, at, faults) -> {
      if (!(json instanceof String text)) {
        wrongType("a string", json, at, faults);
        return null;
      }
      var value = parsing.apply(text);
      if (value == null) {
        faults.invalid(at, expected);
      }
      return value;
    };
  }

  private static @Nullable Integer int32(Object json, String at, Faults faults) {
    if (!(json instanceof BigDecimal number) || !isInteger(number)) {
      wrongType("an integer", json, at, faults);
      return null;
    }
    if (number.compareTo(LEAST) < 0 || number.compareTo(MOST) > 0) {
      faults.invalid(at, "must be between " + LEAST + " and " + MOST);
      return null;
    }
    return number.intValueExact();
  }

  private static boolean isInteger(BigDecimal number) {
    return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
  }

  private static @Nullable Double number(Object json, String at, Faults faults) {
    if (!(json instanceof BigDecimal number)) {
      wrongType("a number", json, at, faults);
      return null;
    }
    return number.doubleValue();
  }

  private static @Nullable Boolean flag(Object json, String at, Faults faults) {
    if (!(json instanceof Boolean flag)) {
      wrongType("a boolean", json, at, faults);
      return null;
    }
    return flag;
  }

  private static @Nullable LocalTime time(String text) {
    return HOURS_AND_MINUTES.matcher(text).matches() ? LocalTime.parse(text) : null;
  }

  private static void wrongType(String expected, Object json, String at, Faults faults) {
    faults.wrongType(at, "must be " + expected + ", not " + nameOf(json));
  }

  private static String nameOf(Object json) {
    return switch (json) {
      case Map<?, ?> object -> "an object";
      case List<?> array -> "an array";
      case String text -> "a string";
      case Boolean flag -> "a boolean";
      case BigDecimal number -> isInteger(number) ? "a number" : "a fraction";
      default -> throw new IllegalStateException("no JSON: " + json.getClass());
    };
  }
}
