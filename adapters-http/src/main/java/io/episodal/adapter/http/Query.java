package io.episodal.adapter.http;

import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.PageRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a request. Faults are collected, not thrown, until {@link #build}.
 * Parameters that nobody asks for are ignored. Not thread-safe; lives for one request.
 */
final class Query {
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final int DIGITS_OF_LONG = 18;
  private static final int MOST_IDS = 100;

  private final Map<String, List<String>> parameters;
  private final Faults faults = new Faults(Fault.Place.PARAMETERS);

  private Query(Map<String, List<String>> parameters) {
    this.parameters = parameters;
  }

  /** The parameters of a query string as it was sent; malformed if its encoding is broken. */
  static Query of(@Nullable String queryString) {
    return new Query(FormEncoding.parse(queryString == null ? "" : queryString));
  }

  /** What {@code making} makes of the parameters; refused with every fault. */
  <T> T build(Supplier<T> making) {
    return faults.build(making);
  }

  @Nullable String text(String name) {
    var values = parameters.getOrDefault(name, List.of());
    if (values.isEmpty()) {
      return null;
    }
    var value = values.getFirst();
    var fault =
        values.size() > 1
            ? "must be given once"
            : value.isEmpty() ? "must not be empty" : WellFormed.faultOf(value);
    if (fault != null) {
      faults.invalid(name, fault);
    }
    return fault == null ? value : null;
  }

  <I> @Nullable I id(String name, Function<UUID, I> type) {
    var id = parsed(name, Ids::parse, Ids.EXPECTED);
    return id == null ? null : type.apply(id);
  }

  /** An id that must be given. */
  <I> I requiredId(String name, Function<UUID, I> type) {
    var id = id(name, type);
    if (!has(name)) {
      faults.invalid(name, "must be given");
    }
    return id == null ? type.apply(new UUID(0, 0)) : id;
  }

  boolean flag(String name) {
    var flag = code(name, String::valueOf, List.of(true, false));
    return flag != null && flag;
  }

  /** One of some values, by their codes. */
  <E> @Nullable E code(String name, Function<E, String> codeOf, List<E> values) {
    Map<String, E> byCode = new LinkedHashMap<>();
    values.forEach(value -> byCode.put(codeOf.apply(value), value));
    return parsed(name, byCode::get, "must be one of " + String.join(", ", byCode.keySet()));
  }

  /** Some of some values, by their codes, given repeatedly or separated by commas. */
  <E> Set<E> codes(String name, Function<E, String> codeOf, List<E> values) {
    Map<String, E> byCode = new LinkedHashMap<>();
    values.forEach(value -> byCode.put(codeOf.apply(value), value));
    var found = new LinkedHashSet<E>();
    for (var part : parts(name)) {
      var value = byCode.get(part);
      if (value == null) {
        faults.invalid(name, "must be some of " + String.join(", ", byCode.keySet()));
        return Set.of();
      }
      found.add(value);
    }
    return found;
  }

  /** How many items to leave out; what no {@code long} holds is beyond every end all the same. */
  long skip() {
    var skip = parsed("skip", Query::saturated, "must be a whole number of at least 0");
    return skip == null ? 0 : skip;
  }

  /** Whether a parameter is given at all. */
  boolean has(String name) {
    return parameters.containsKey(name);
  }

  @Nullable Instant instant(String name) {
    return parsed(name, Instants::parse, Instants.EXPECTED);
  }

  int limit(int usual, int most) {
    var limit =
        parsed(
            "limit",
            text -> within(1, most, saturated(text)),
            "must be a whole number from 1 to " + most);
    return limit == null ? usual : limit.intValue();
  }

  PageRequest page() {
    var skip = skip();
    var limit = limit(PageRequest.USUAL, PageRequest.MOST);
    var cursor = cursor();
    try {
      return new PageRequest(skip, limit, cursor);
    } catch (DomainException e) {
      if (e.error() instanceof DomainError.Invalid error) {
        faults.merge(error);
      }
      return PageRequest.first(limit);
    }
  }

  /** A set of ids, given repeatedly or separated by commas, in their order. */
  Set<UUID> ids(String name) {
    var ids = new LinkedHashSet<UUID>();
    for (var part : parts(name)) {
      var id = Ids.parse(part);
      if (id == null) {
        faults.invalid(name, "'" + WellFormed.of(part) + "' " + Ids.EXPECTED);
        return Set.of();
      }
      ids.add(id);
    }
    if (ids.size() > MOST_IDS) {
      faults.invalid(name, "must name at most " + MOST_IDS + " ids, not " + ids.size());
    }
    return ids;
  }

  private List<String> parts(String name) {
    return parameters.getOrDefault(name, List.of()).stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .toList();
  }

  private @Nullable Cursor cursor() {
    return parsed("cursor", Cursors::read, Cursors.EXPECTED);
  }

  private <T> @Nullable T parsed(
      String name, Function<String, @Nullable T> parsing, String expected) {
    var text = text(name);
    if (text == null) {
      return null;
    }
    var value = parsing.apply(text);
    if (value == null) {
      faults.invalid(name, expected);
    }
    return value;
  }

  private static @Nullable Long saturated(String text) {
    if (!DIGITS.matcher(text).matches()) {
      return null;
    }
    var digits = text.replaceFirst("^0+(?=\\d)", "");
    return digits.length() > DIGITS_OF_LONG ? Long.MAX_VALUE : Long.valueOf(digits);
  }

  private static @Nullable Long within(long least, long most, @Nullable Long number) {
    return number == null || number < least || number > most ? null : number;
  }
}
