package io.episodal.adapter.http;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads headers that name what a caller wants, or with a weight of 0 does not (RFC 9110, 12.4). */
final class Wanted {
  private static final Pattern NOT_AT_ALL = Pattern.compile("\\s*q\\s*=\\s*0(\\.0{0,3})?\\s*");

  private Wanted() {}

  /** What is named, in lower case, each with whether it is wanted. */
  static Map<String, Boolean> in(String header) {
    Map<String, Boolean> wanted = new HashMap<>();
    for (var item : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      var parts = item.split(";", -1);
      var refused =
          Arrays.stream(parts).skip(1).anyMatch(part -> NOT_AT_ALL.matcher(part).matches());
      wanted.merge(parts[0].strip(), !refused, Boolean::logicalOr);
    }
    return wanted;
  }
}
