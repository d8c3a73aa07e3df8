package io.episodal.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** The directory that keeps what must last from one start to the next. */
final class DataDirectory {
  private static final int SECRET_LENGTH = 48;

  private final Path path;

  private DataDirectory(Path path) {
    this.path = path;
  }

  /**
   * Makes the directory if it is missing.
   *
   * @throws StartupException if it cannot be written
   */
  static DataDirectory at(Path path) {
    try {
      Files.createDirectories(path);
      Files.delete(Files.createTempFile(path, "write", ".test"));
      return new DataDirectory(path);
    } catch (IOException e) {
      throw new StartupException(
          "The data directory "
              + path
              + " cannot be written; choose another with --data-dir or change its permissions.");
    }
  }

  Path path() {
    return path;
  }

  /** The secret that signs tokens, made at the first start and readable by its owner alone. */
  byte[] secret() {
    var file = path.resolve("jwt-secret");
    try {
      if (!Files.exists(file)) {
        var secret = new byte[SECRET_LENGTH];
        new SecureRandom().nextBytes(secret);
        var part =
            Files.createTempFile(
                path,
                "jwt-secret",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(part, secret);
        Files.move(part, file);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new StartupException("The secret in " + file + " cannot be read or written.");
    }
  }
}
