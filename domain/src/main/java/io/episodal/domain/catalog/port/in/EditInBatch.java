package io.episodal.domain.catalog.port.in;

import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.Named;
import io.episodal.domain.catalog.NamedUpdate;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.operation.OperationId;
import java.util.List;
import java.util.UUID;

/**
 * For making many changes of the catalogue together, all of them or none, with the rules of the
 * single edits. Thread-safe.
 */
public interface EditInBatch {
  /** Most edits of a batch. */
  int MOST = 1_000;

  /** An id for something that a batch will create, so that later edits of it can name it. */
  UUID newId();

  /**
   * Makes all of these edits, 1 to {@value #MOST}, and tells followers as the single edits would;
   * episodes of one release that become released are told together. Invalid if an edit names
   * something that is unknown, comes later or is deleted by the batch, or if two are about the same
   * thing; conflict if a name or number is taken when all is done, or if a genre or franchise to be
   * deleted is still in use then. What a refusal says of an edit begins with its index.
   *
   * @return the operation that lasts until all that the batch sets off is done
   */
  OperationId edit(List<Edit> edits);

  /** One edit of a batch: what it is about, and what it does with it. */
  sealed interface Edit {

    /** The id of what it is about. */
    UUID id();

    /** An edit of a release. */
    record OfRelease(ReleaseId release, Action<ReleaseDetails, ManageReleases.Update> action)
        implements Edit {
      @Override
      public UUID id() {
        return release.value();
      }
    }

    /** An edit of an episode. */
    record OfEpisode(
        EpisodeId episode, Action<ManageEpisodes.Creation, ManageEpisodes.Update> action)
        implements Edit {
      @Override
      public UUID id() {
        return episode.value();
      }
    }

    /** An edit of a genre. */
    record OfGenre(GenreId genre, Action<Named, NamedUpdate> action) implements Edit {
      @Override
      public UUID id() {
        return genre.value();
      }
    }

    /** An edit of a franchise. */
    record OfFranchise(FranchiseId franchise, Action<Named, NamedUpdate> action) implements Edit {
      @Override
      public UUID id() {
        return franchise.value();
      }
    }
  }

  /**
   * What an edit does.
   *
   * @param <C> what a creation says
   * @param <U> what an update says
   */
  sealed interface Action<C, U> {

    /** Adds it. */
    record Create<C, U>(C details) implements Action<C, U> {}

    /** Changes it. */
    record Update<C, U>(U change) implements Action<C, U> {}

    /** Removes it. */
    record Delete<C, U>() implements Action<C, U> {}
  }
}
