package io.episodal.bootstrap;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why the server cannot start (or go on), in one sentence that its operator understands. */
final class StartupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartupException(String sentence) {
    super(sentence);
  }

  private StartupException(String sentence, Exception cause) {
    super(sentence, cause);
  }

  /** Says what could not be done, and why; a sentence that says so already stays as it is. */
  static StartupException because(String failed, Exception cause) {
    return cause instanceof StartupException sentence
        ? sentence
        : new StartupException(failed + ": " + reason(cause), cause);
  }

  /** The first line of what began it all. */
  static String innermost(Throwable error) {
    var cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("unknown reason");
  }

  private static String reason(Exception cause) {
    return switch (cause) {
      case AccessDeniedException e -> "no permission for " + e.getFile();
      case NoSuchFileException e -> e.getFile() + " is missing";
      case FileAlreadyExistsException e -> e.getFile() + " is in the way";
      case FileSystemException e when e.getReason() != null -> e.getFile() + ": " + e.getReason();
      case IOException e when e.getMessage() != null -> e.getMessage();
      default -> cause.toString();
    };
  }
}
