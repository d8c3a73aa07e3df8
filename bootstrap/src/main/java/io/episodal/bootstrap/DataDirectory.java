package io.episodal.bootstrap;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
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

  /**
   * The secret that signs tokens, made at the first start and readable by its owner alone. Of
   * servers that start together in one directory all get the same.
   */
  byte[] secret() {
    var file = path.resolve("jwt-secret");
    try {
      if (!Files.exists(file)) {
        offer(file);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new StartupException("The secret in " + file + " cannot be read or written.");
    }
  }

  /** A link appears with the whole content or not at all, and never takes another's place. */
  private void offer(Path file) throws IOException {
    var secret = new byte[SECRET_LENGTH];
    new SecureRandom().nextBytes(secret);
    var part =
        Files.createTempFile(
            path,
            "jwt-secret",
            ".part",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.write(part, secret);
      Files.createLink(file, part);
    } catch (FileAlreadyExistsException another) {
      // Another server was first, so its secret is ours.
    } finally {
      Files.delete(part);
    }
  }
}
