package io.episodal.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;

/**
 * The directory in which a PostgreSQL of our own lives, alone, until this is closed or the process
 * ends, however that comes. Not thread-safe.
 */
record PostgresDirectory(Path path, FileChannel lock) implements AutoCloseable {
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final String LOCK = "lock";

  /** Makes a file or directory that does not exist yet. */
  @FunctionalInterface
  interface Filling {
    void into(Path missing) throws IOException;
  }

  /** Takes the directory, which is made where it is missing. */
  static PostgresDirectory take(Path wanted) {
    try {
      var path = Files.createDirectories(wanted).toRealPath();
      var file = path.resolve(LOCK);
      var lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!taken(lock)) {
        lock.close();
        throw new StartupException(
            "Another Episodal is using %s: stop it, or choose another data directory."
                .formatted(path));
      }
      return new PostgresDirectory(path, lock);
    } catch (IOException e) {
      throw StartupException.because("The directory " + wanted + " cannot be used", e);
    }
  }

  /** Whether another process has taken the directory. */
  static boolean isTaken(Path directory) {
    var file = directory.resolve(LOCK);
    if (!Files.exists(file)) {
      return false;
    }
    try (var lock = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return !taken(lock);
    } catch (IOException e) {
      return false; // Taking it will tell.
    }
  }

  /**
   * The file or directory of this name, made first where it is missing. It is made beside its
   * place, so it is whole or not there, and what a killed process left half done is done again.
   */
  Path part(String name, Filling filling) throws IOException {
    var part = path.resolve(name);
    if (!Files.exists(part)) {
      var half = path.resolve(name + ".unfinished");
      deleteTree(half);
      filling.into(half);
      Files.move(half, part, StandardCopyOption.ATOMIC_MOVE);
    }
    return part;
  }

  /** The file of this name with a random secret, made first where it is missing. */
  Path secret(String name) throws IOException {
    return part(
        name,
        half -> {
          var random = new byte[24];
          new SecureRandom().nextBytes(random);
          Files.createFile(half, PRIVATE);
          Files.writeString(half, HexFormat.of().formatHex(random));
        });
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean taken(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // This very process has it.
    }
  }

  private static void deleteTree(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (var files = Files.walk(directory)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
