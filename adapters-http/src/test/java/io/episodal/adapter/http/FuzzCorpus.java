package io.episodal.adapter.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Requests that once found something, as files that are kept with the tests: {@code .http} is a
 * request whose length is counted when it is sent, {@code .raw} are bytes. Immutable.
 */
record FuzzCorpus(Path folder) {
  static final String REQUEST = ".http";
  static final String BYTES = ".raw";

  /** Where it lies in the sources, so that what is found can be committed. */
  static FuzzCorpus ofSources() {
    return new FuzzCorpus(Path.of("src/test/resources/io/episodal/adapter/http/corpus"));
  }

  /** The files by their names, of one kind. */
  Map<String, byte[]> all(String kind) throws IOException {
    var found = new TreeMap<String, byte[]>();
    try (var files = Files.list(folder)) {
      for (var file : files.filter(file -> file.toString().endsWith(kind)).toList()) {
        found.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return found;
  }

  /** Keeps what broke something. */
  void add(String name, String kind, byte[] bytes) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(name.replaceAll("[^A-Za-z0-9-]+", "-") + kind), bytes);
  }
}
