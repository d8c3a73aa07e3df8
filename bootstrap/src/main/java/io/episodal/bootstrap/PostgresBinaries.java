package io.episodal.bootstrap;

import com.sun.security.auth.module.UnixSystem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs of the class path, unpacked into {@code home}, and the command before
 * each that makes it run as {@code user}, since PostgreSQL refuses root. Immutable.
 */
record PostgresBinaries(Path home, String version, List<String> prefix, int user) {
  private static final int NOBODY = 65534;
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

  /** The programs in this directory, unpacked first where they are missing. */
  static PostgresBinaries in(PostgresDirectory directory) throws IOException {
    var version = ResourceBundle.getBundle("io.episodal.bootstrap.postgres").getString("version");
    var home = directory.part("programs-" + version, PostgresBinaries::unpack);
    var binaries = runnable(home, version, (int) new UnixSystem().getUid());
    binaries.own(directory.path());
    return binaries;
  }

  /** Gives the directory and all in it to the user that the programs run as. */
  void own(Path directory) throws IOException {
    if (!Files.getAttribute(directory, "unix:uid").equals(user)) {
      try (var files = Files.walk(directory)) {
        for (var file : files.toList()) {
          Files.setAttribute(file, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
        }
      }
    }
  }

  /**
   * Runs one of the programs, and kills it when the caller is interrupted; all that it says goes
   * into the log of the directory.
   */
  void run(Duration bound, String input, String program, String... options) throws IOException {
    run(bound, input, Program.Interrupt.KILLS, program, options);
  }

  /** Runs one of the programs to its end, also when the caller is interrupted. */
  void runToEnd(Duration bound, String program, String... options) throws IOException {
    run(bound, "", Program.Interrupt.WAITS, program, options);
  }

  private void run(
      Duration bound, String input, Program.Interrupt interrupt, String program, String... options)
      throws IOException {
    var command = new ArrayList<>(prefix);
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(List.of(options));
    new Program(command, home.resolveSibling("log")).run(bound, input, interrupt);
  }

  private static PostgresBinaries runnable(Path home, String version, int user) {
    if (user != 0) {
      return new PostgresBinaries(home, version, List.of(), user);
    }
    try {
      // In a user namespace of its own root keeps its files, but is not called root there.
      var unnamed = new PostgresBinaries(home, version, List.of("unshare", "-U"), user);
      unnamed.runToEnd(Duration.ofSeconds(5), "postgres", "--version");
      return unnamed;
    } catch (IOException e) {
      return new PostgresBinaries(home, version, AS_NOBODY, NOBODY);
    }
  }

  private static void unpack(Path directory) throws IOException {
    var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    var name = "postgres-" + system.replace("mac os x", "darwin") + "-" + processor + ".txz";
    try (var archive = PostgresBinaries.class.getResourceAsStream("/" + name)) {
      if (archive == null) {
        throw new StartupException(
            "This build brings no PostgreSQL for this machine (%s): give DATABASE_URL one of yours."
                .formatted(name));
      }
      var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)));
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var target = entry.resolveIn(directory);
        Files.createDirectories(entry.isDirectory() ? target : target.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
          Files.copy(tar, target);
          target.toFile().setExecutable((entry.getMode() & 0100) != 0, false);
        }
      }
    }
  }
}
