package io.episodal.domain.shared;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects every fault of one input, so that a caller learns of all of them at once. Not
 * thread-safe; lives for one constructor call.
 */
public final class Violations {
  /** Longest title or name, in characters (code points). */
  public static final int TITLE_LENGTH = 500;

  /** Longest description, in characters (code points). */
  public static final int DESCRIPTION_LENGTH = 20_000;

  /** Longest URL, in characters (code points). */
  public static final int URL_LENGTH = 2_000;

  /** Earliest instant that a date may name. */
  public static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");

  /** Latest instant that a date may name. */
  public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private final List<Violation> found = new ArrayList<>();

  public Violations add(String member, String detail) {
    found.add(new Violation(member, detail));
    return this;
  }

  /** A title or name: there, not blank, of at most {@link #TITLE_LENGTH} characters. */
  public Violations title(String member, String value) {
    return value.isBlank() ? notBlank(member, value) : text(member, value, TITLE_LENGTH);
  }

  /** A text with something in it that can be seen. */
  public Violations notBlank(String member, String value) {
    return value.isBlank() ? add(member, "must not be blank") : this;
  }

  /** A title inside a partial update: may be kept, not cleared. */
  public Violations title(String member, Change<String> change) {
    return switch (change) {
      case Change.Keep<String>() -> this;
      case Change.Clear<String>() -> add(member, "must not be null");
      case Change.Set<String>(String value) -> title(member, value);
    };
  }

  /** A text of bounded length that PostgreSQL and UTF-8 can hold verbatim. */
  public Violations text(String member, @Nullable String value, int longest) {
    if (value == null) {
      return this;
    }
    var length = value.codePointCount(0, value.length());
    if (length > longest) {
      add(member, "must have at most " + longest + " characters, not " + length);
    }
    if (value.indexOf('\0') >= 0) {
      add(member, "must not contain the character U+0000");
    }
    if (value
        .codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      add(member, "must not contain half of a surrogate pair");
    }
    return this;
  }

  /** An absolute http or https URL. */
  public Violations url(String member, @Nullable String value) {
    if (value == null) {
      return this;
    }
    text(member, value, URL_LENGTH);
    return isWebUrl(value) ? this : add(member, "must be an absolute http or https URL");
  }

  public Violations range(String member, @Nullable Integer value, int least, int most) {
    return value == null || (value >= least && value <= most)
        ? this
        : add(member, "must be between " + least + " and " + most + ", not " + value);
  }

  public Violations atLeast(String member, @Nullable Integer value, int least) {
    return value == null || value >= least
        ? this
        : add(member, "must be at least " + least + ", not " + value);
  }

  /** An instant between the years 1000 and 9999. */
  public Violations date(String member, @Nullable Instant value) {
    return value == null || !(value.isBefore(EARLIEST) || value.isAfter(LATEST))
        ? this
        : add(member, "must lie between the years 1000 and 9999");
  }

  /** A list of bounded size without repeats. */
  public Violations distinct(String member, Collection<?> values, int most) {
    if (values.size() > most) {
      add(member, "must have at most " + most + " items, not " + values.size());
    }
    return new HashSet<>(values).size() == values.size()
        ? this
        : add(member, "must not name anything twice");
  }

  /** Checks the value of a change that sets one. */
  public <T> Violations ifSet(Change<T> change, Consumer<T> check) {
    if (change instanceof Change.Set<T>(T value)) {
      check.accept(value);
    }
    return this;
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public List<Violation> list() {
    return List.copyOf(found);
  }

  /** Refuses the input if anything was found. */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw DomainException.invalid(found);
    }
  }

  private static boolean isWebUrl(String value) {
    try {
      var uri = new URI(value);
      var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      return (scheme.equals("http") || scheme.equals("https"))
          && uri.getHost() != null
          && !uri.getHost().isEmpty();
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
