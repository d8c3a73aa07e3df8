package io.episodal.domain.subscription;

import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseId;
import java.util.UUID;

/** What a user can follow. Immutable. */
public sealed interface SubscriptionTarget {

  /** The id of the release, genre or franchise. */
  UUID value();

  /** The name that stores and answers use. */
  default String kind() {
    return switch (this) {
      case OfRelease release -> "release";
      case OfGenre genre -> "genre";
      case OfFranchise franchise -> "franchise";
    };
  }

  /** The followers of one release are told of its episodes. */
  record OfRelease(ReleaseId id) implements SubscriptionTarget {
    @Override
    public UUID value() {
      return id.value();
    }
  }

  /** The followers of a genre are told of new releases in it. */
  record OfGenre(GenreId id) implements SubscriptionTarget {
    @Override
    public UUID value() {
      return id.value();
    }
  }

  /** The followers of a franchise are told of new releases in it. */
  record OfFranchise(FranchiseId id) implements SubscriptionTarget {
    @Override
    public UUID value() {
      return id.value();
    }
  }

  /** The target of a kind, as {@link #kind} names it. */
  static SubscriptionTarget of(String kind, UUID id) {
    return switch (kind) {
      case "release" -> new OfRelease(new ReleaseId(id));
      case "genre" -> new OfGenre(new GenreId(id));
      case "franchise" -> new OfFranchise(new FranchiseId(id));
      default -> throw new IllegalArgumentException("no kind of subscription: " + kind);
    };
  }
}
