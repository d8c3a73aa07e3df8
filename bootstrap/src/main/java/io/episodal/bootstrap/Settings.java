package io.episodal.bootstrap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/** The values of the settings as they were given. Immutable. */
final class Settings {
  private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private static final Set<Setting> SECRETS =
      EnumSet.of(Setting.JWT_SECRET, Setting.JWT_PRIVATE_KEY, Setting.ADMIN_PASSWORD);

  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final Map<Setting, String> values;

  private Settings(Map<Setting, String> values) {
    this.values = values;
  }

  /**
   * Flags win over the environment, which wins over the file.
   *
   * @throws StartupException if the file cannot be read
   */
  static Settings of(
      Map<Setting, String> flags, Map<String, String> environment, Optional<Path> file) {
    var fromFile = file.map(Settings::read).orElseGet(Properties::new);
    var values = new EnumMap<Setting, String>(Setting.class);
    for (var setting : Setting.values()) {
      var given = flags.get(setting);
      if (given == null) {
        given = environment.get(setting.key());
      }
      if (given == null && setting == Setting.PORT) {
        given = environment.get("PORT");
      }
      if (given == null) {
        given = fromFile.getProperty(setting.key());
      }
      values.put(setting, given == null || given.isBlank() ? setting.usual() : given.strip());
    }
    return new Settings(values);
  }

  String text(Setting setting) {
    return values.getOrDefault(setting, setting.usual());
  }

  Optional<String> optional(Setting setting) {
    return Optional.of(text(setting)).filter(value -> !value.isEmpty());
  }

  /** What stands between commas; nothing if nothing is given. */
  List<String> list(Setting setting) {
    return optional(setting).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .toList();
  }

  long number(Setting setting, long least, long most) {
    try {
      var value = Long.parseLong(text(setting));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number out of range.
    }
    throw refused(
        setting,
        "must be a whole number "
            + (most == Long.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most));
  }

  /** Such as {@code 90s}, {@code 15m}, {@code 1h}, {@code 30d}, or ISO 8601 like {@code PT15M}. */
  Duration duration(Setting setting, Duration least) {
    var value = parsed(setting);
    if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
      throw refused(
          setting, "must be from %ds to %dd".formatted(least.toSeconds(), LONGEST.toDays()));
    }
    return value;
  }

  String choice(Setting setting, List<String> choices) {
    var value = text(setting);
    if (!choices.contains(value)) {
      throw refused(setting, "must be one of " + String.join(", ", choices));
    }
    return value;
  }

  boolean flag(Setting setting) {
    return choice(setting, List.of("true", "false")).equals("true");
  }

  /**
   * A text that may also be given as the path of a file that has it.
   *
   * @param mark what such a text contains, and no path
   */
  Optional<String> textOrFile(Setting setting, String mark) {
    return optional(setting).map(value -> value.contains(mark) ? value : content(setting, value));
  }

  StartupException refused(Setting setting, String rule) {
    return new StartupException(
        "%s (%s) %s%s; it is %s."
            .formatted(
                setting.key(),
                setting.meaning(),
                rule,
                setting.usual().isEmpty() ? "" : ", usually " + setting.usual(),
                shown(setting)));
  }

  private String shown(Setting setting) {
    if (text(setting).isEmpty()) {
      return "missing";
    }
    return SECRETS.contains(setting) ? "hidden here" : '"' + text(setting) + '"';
  }

  private String content(Setting setting, String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException | IllegalArgumentException e) {
      throw refused(setting, "must be given, or be the path of a file that can be read");
    }
  }

  private Duration parsed(Setting setting) {
    var text = text(setting);
    var matcher = SHORT_DURATION.matcher(text);
    if (matcher.matches()) {
      var count = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(count);
        case "s" -> Duration.ofSeconds(count);
        case "m" -> Duration.ofMinutes(count);
        case "h" -> Duration.ofHours(count);
        default -> Duration.ofDays(count);
      };
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw refused(setting, "must be a duration such as 90s, 15m, 1h or 30d");
    }
  }

  private static Properties read(Path file) {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
      return properties;
    } catch (IOException | IllegalArgumentException e) {
      throw new StartupException(
          "The configuration file " + file + " cannot be read: " + e.getMessage() + ".");
    }
  }
}
