package io.episodal.adapter.http;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads headers that name what a caller wants, each by its weight (RFC 9110, section 12.4). */
final class Wanted {
  private static final Pattern WEIGHT =
      Pattern.compile("\\s*q\\s*=\\s*(0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?)\\s*");

  private Wanted() {}

  /** What is named, in lower case, each with whether it is wanted. */
  static Map<String, Boolean> in(String header) {
    return weights(header).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue() > 0));
  }

  /** What is named, in lower case, each with how much it is wanted, 0 to 1. */
  static Map<String, Double> weights(String header) {
    Map<String, Double> wanted = new HashMap<>();
    for (var item : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      var parts = item.split(";", -1);
      wanted.merge(parts[0].strip(), weight(parts), Math::max);
    }
    return wanted;
  }

  /** A weight that makes no sense is as good as none. */
  private static double weight(String[] parts) {
    return Arrays.stream(parts)
        .skip(1)
        .map(WEIGHT::matcher)
        .filter(matcher -> matcher.matches())
        .mapToDouble(matcher -> Double.parseDouble(matcher.group(1)))
        .findFirst()
        .orElse(1);
  }
}
