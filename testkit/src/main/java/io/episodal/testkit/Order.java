package io.episodal.testkit;

import java.util.Comparator;
import java.util.PrimitiveIterator;
import java.util.UUID;

/** The orders that all stores agree on. */
final class Order {

  /** By unsigned value, as a database compares; {@link UUID} itself compares signed halves. */
  static final Comparator<UUID> BY_ID =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  /** By code point; {@link String} itself compares UTF-16 units. */
  static final Comparator<String> BY_CODE_POINT = Order::compareCodePoints;

  private Order() {}

  /** Lower case character by character, in no language. */
  static String lowerCase(String text) {
    return text.codePoints()
        .map(Character::toLowerCase)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static int compareCodePoints(String one, String other) {
    PrimitiveIterator.OfInt left = one.codePoints().iterator();
    PrimitiveIterator.OfInt right = other.codePoints().iterator();
    while (left.hasNext() && right.hasNext()) {
      var compared = Integer.compare(left.nextInt(), right.nextInt());
      if (compared != 0) {
        return compared;
      }
    }
    return Boolean.compare(left.hasNext(), right.hasNext());
  }
}
