package io.episodal.adapter.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of one folder of the class path. A name is one segment of plain characters, so that no
 * name leads out of the folder. Thread-safe; keeps what it has read.
 */
final class Files {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*\\.([a-z0-9]+)");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=utf-8",
          "css", "text/css;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "json", Answer.JSON,
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "woff2", "font/woff2",
          "txt", "text/plain;charset=utf-8");
  private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/";
  private static final String SWAGGER_UI_VERSION =
      "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

  private final String folder;
  private final Map<String, Answer> read = new ConcurrentHashMap<>();

  private Files(String folder) {
    this.folder = folder;
  }

  /** Files beside this class. */
  static Files under(String folder) {
    return new Files(folder);
  }

  /** The distribution of Swagger UI, in whichever version is on the class path. */
  static Files ofSwaggerUi() {
    var properties = new Properties();
    try (var stream = Files.class.getResourceAsStream(SWAGGER_UI_VERSION)) {
      if (stream != null) {
        properties.load(stream);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the version of Swagger UI cannot be read", e);
    }
    return new Files(SWAGGER_UI + properties.getProperty("version", "none") + "/");
  }

  boolean has(String name) {
    return find(name).isPresent();
  }

  /** A file, to be asked for anew each time; not found if there is none. */
  Answer file(String name) {
    return find(name)
        .orElseThrow(() -> Refusal.of(ProblemKind.NOT_FOUND, "There is nothing at this path"));
  }

  private Optional<Answer> find(String name) {
    var known = read.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    var answer = load(name);
    if (answer != null) {
      read.put(name, answer);
    }
    return Optional.ofNullable(answer);
  }

  private @Nullable Answer load(String name) {
    var matcher = NAME.matcher(name);
    var type = matcher.matches() ? TYPES.get(matcher.group(1)) : null;
    if (type == null) {
      return null;
    }
    try (InputStream stream = Files.class.getResourceAsStream(folder + name)) {
      return stream == null
          ? null
          : Answer.shared(
              type, PreparedBody.of(type, stream.readAllBytes()), Answer.Caching.REVALIDATED);
    } catch (IOException e) {
      throw new IllegalStateException("a file of the class path cannot be read: " + name, e);
    }
  }
}
