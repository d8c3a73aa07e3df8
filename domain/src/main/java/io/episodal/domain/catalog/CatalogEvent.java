package io.episodal.domain.catalog;

import io.episodal.domain.job.Job;
import io.episodal.domain.job.JobId;
import io.episodal.domain.job.NewJob;
import io.episodal.domain.operation.OperationId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something happened in the catalogue that other features act on. It is queued as a job in the
 * transaction that causes it. Immutable.
 */
public sealed interface CatalogEvent {

  /**
   * Episodes of one release can now be watched. What is released together is one event.
   *
   * @param episodes one or more
   */
  record EpisodesReleased(ReleaseId release, List<EpisodeId> episodes) implements CatalogEvent {
    /** The kind of job that carries it. */
    public static final String KIND = "episodes_released";

    public EpisodesReleased {
      if (episodes.isEmpty()) {
        throw new IllegalArgumentException("the event is about an episode");
      }
      episodes = List.copyOf(episodes);
    }

    /** One event for each release of these episodes, in the order in which they are named. */
    public static List<EpisodesReleased> of(Collection<Episode> released) {
      var byRelease = new LinkedHashMap<ReleaseId, List<EpisodeId>>();
      for (var episode : released) {
        byRelease.computeIfAbsent(episode.release(), id -> new ArrayList<>()).add(episode.id());
      }
      return byRelease.entrySet().stream()
          .map(of -> new EpisodesReleased(of.getKey(), of.getValue()))
          .toList();
    }

    /** Reads the event from the job that carries it. */
    public static EpisodesReleased from(Job job) {
      return new EpisodesReleased(
          new ReleaseId(UUID.fromString(job.value("release"))),
          Arrays.stream(job.value("episodes").split(","))
              .map(id -> new EpisodeId(UUID.fromString(id)))
              .toList());
    }

    @Override
    public NewJob asJob(JobId id, @Nullable OperationId operation) {
      var ids = episodes.stream().map(episode -> episode.value().toString());
      return new NewJob(
          id,
          KIND,
          Map.of(
              "release", release.value().toString(),
              "episodes", ids.collect(Collectors.joining(","))),
          operation);
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
