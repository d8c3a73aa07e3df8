package io.episodal.domain.catalog;

import io.episodal.domain.job.Job;
import io.episodal.domain.job.JobId;
import io.episodal.domain.job.NewJob;
import io.episodal.domain.operation.OperationId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something happened in the catalogue that other features act on. It is queued as a job in the
 * transaction that causes it. Immutable.
 */
public sealed interface CatalogEvent {

  /** An episode can now be watched. */
  record EpisodeReleased(EpisodeId episode) implements CatalogEvent {
    /** The kind of job that carries it. */
    public static final String KIND = "episode_released";

    /** Reads the event from the job that carries it. */
    public static EpisodeReleased from(Job job) {
      return new EpisodeReleased(new EpisodeId(UUID.fromString(job.value("episode"))));
    }

    @Override
    public NewJob asJob(JobId id, @Nullable OperationId operation) {
      return new NewJob(id, KIND, Map.of("episode", episode.value().toString()), operation);
    }
  }

  /** A release has come into the catalogue. */
  record ReleaseAdded(ReleaseId release) implements CatalogEvent {
    /** The kind of job that carries it. */
    public static final String KIND = "release_added";

    /** Reads the event from the job that carries it. */
    public static ReleaseAdded from(Job job) {
      return new ReleaseAdded(new ReleaseId(UUID.fromString(job.value("release"))));
    }

    @Override
    public NewJob asJob(JobId id, @Nullable OperationId operation) {
      return new NewJob(id, KIND, Map.of("release", release.value().toString()), operation);
    }
  }

  /**
   * The job that carries the event.
   *
   * @param operation the operation that waits for what the event sets off, or null
   */
  NewJob asJob(JobId id, @Nullable OperationId operation);
}
