package io.episodal.domain.operation;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An accepted change and the progress of the work it left to the background. Immutable.
 *
 * @param kind what was asked for, such as {@code create_episode}
 * @param resourceId the release, episode, genre or franchise it is about
 * @param error why it failed, null unless {@link Status#FAILED}
 */
public record Operation(
    OperationId id,
    String kind,
    UUID resourceId,
    Status status,
    Progress progress,
    Instant createdAt,
    @Nullable Instant finishedAt,
    @Nullable String error) {

  /** How far an operation is. */
  public enum Status {
    /** No background step has ended yet. */
    PENDING,
    /** Some background steps have ended. */
    RUNNING,
    /** No work is left. */
    SUCCEEDED,
    /** A step was set aside after too many failures; the rest was done. */
    FAILED;

    /** The name that stores and answers use. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Status ofCode(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * Counts of followers. {@code processed} is the sum of the three that follow it and of those who
   * are skipped at the limit.
   *
   * @param total followers to tell, known once the work has been planned
   * @param notified told at once
   * @param digested will be told in a digest
   * @param failed followers who could not be told; those of a step that was set aside are not
   *     counted until it is tried again
   */
  public record Progress(long total, long processed, long notified, long digested, long failed) {
    public static final Progress NONE = new Progress(0, 0, 0, 0, 0);

    public Progress plus(Progress more) {
      return new Progress(
          total + more.total,
          processed + more.processed,
          notified + more.notified,
          digested + more.digested,
          failed + more.failed);
    }
  }

  public Optional<Instant> finished() {
    return Optional.ofNullable(finishedAt);
  }
}
