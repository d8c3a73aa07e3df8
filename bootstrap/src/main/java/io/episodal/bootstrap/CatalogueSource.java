package io.episodal.bootstrap;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Where a catalogue is read from, as often as needed: plain or gzipped. Immutable. */
final class CatalogueSource {
  private static final int BUFFER = 64 * 1024;

  /** Of a gzipped file, which is recognised by them whatever it is called. */
  private static final int[] GZIP = {0x1f, 0x8b};

  private final String name;
  private final Opening opening;

  @FunctionalInterface
  private interface Opening {
    InputStream open() throws IOException;
  }

  private CatalogueSource(String name, Opening opening) {
    this.name = name;
    this.opening = opening;
  }

  static CatalogueSource file(Path path) {
    return new CatalogueSource(path.toString(), () -> Files.newInputStream(path));
  }

  static CatalogueSource resource(String name) {
    return new CatalogueSource(
        name,
        () -> {
          var found = CatalogueSource.class.getResourceAsStream(name);
          if (found == null) {
            throw new FileNotFoundException(name + " is not on the path");
          }
          return found;
        });
  }

  /** How to call it in a message. */
  String name() {
    return name;
  }

  /** Its bytes, unpacked. */
  InputStream open() throws IOException {
    var bytes = new BufferedInputStream(opening.open(), BUFFER);
    try {
      bytes.mark(GZIP.length);
      var gzipped = bytes.read() == GZIP[0] && bytes.read() == GZIP[1];
      bytes.reset();
      return gzipped ? new GZIPInputStream(bytes, BUFFER) : bytes;
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }
}
