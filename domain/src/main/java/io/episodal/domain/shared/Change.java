package io.episodal.domain.shared;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a partial update says about one member: keep it, clear it, or set it. Immutable. */
public sealed interface Change<T> {

  /** Leaves the member as it is. */
  record Keep<T>() implements Change<T> {}

  /** Empties the member. */
  record Clear<T>() implements Change<T> {}

  /** Gives the member a value. */
  record Set<T>(T value) implements Change<T> {}

  /** Leaves the value as it is. */
  static <T> Change<T> keep() {
    return new Keep<>();
  }

  /** Takes the value away. */
  static <T> Change<T> clear() {
    return new Clear<>();
  }

  /** Puts {@code value} in place of what is there. */
  static <T> Change<T> set(T value) {
    return new Set<>(value);
  }

  /** The member's value after this change; null where it is empty. */
  default @Nullable T applyTo(@Nullable T present) {
    return switch (this) {
      case Keep<T>() -> present;
      case Clear<T>() -> null;
      case Set<T>(T value) -> value;
    };
  }

  /** The value of a member that cannot be empty; {@link Clear} gives {@code empty}. */
  default T applyTo(T present, T empty) {
    return switch (this) {
      case Keep<T>() -> present;
      case Clear<T>() -> empty;
      case Set<T>(T value) -> value;
    };
  }

  default boolean isKeep() {
    return this instanceof Keep;
  }

  /** The same change with a set value passed through {@code mapping}. */
  default Change<T> map(UnaryOperator<T> mapping) {
    return this instanceof Set<T>(T value) ? set(mapping.apply(value)) : this;
  }
}
