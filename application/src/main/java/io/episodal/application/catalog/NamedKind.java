package io.episodal.application.catalog;

import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.Genre;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.Named;
import io.episodal.domain.catalog.port.out.NamedThings;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.transaction.Transaction;
import java.time.Instant;
import java.util.function.Function;

/**
 * What genres and franchises have in common, told from how they differ.
 *
 * @param <I> identifies one
 * @param <T> is one
 */
record NamedKind<I, T>(
    Function<Transaction, NamedThings<I, T>> store,
    Making<I, T> making,
    Function<T, I> id,
    Function<T, Named> details,
    Function<T, Instant> createdAt,
    Function<I, SubscriptionTarget> target) {
  static final NamedKind<GenreId, Genre> GENRE =
      new NamedKind<>(
          Transaction::genres,
          (id, named, created, updated) ->
              new Genre(id, named.name(), named.description(), created, updated),
          Genre::id,
          genre -> new Named(genre.name(), genre.text()),
          Genre::createdAt,
          SubscriptionTarget.OfGenre::new);

  static final NamedKind<FranchiseId, Franchise> FRANCHISE =
      new NamedKind<>(
          Transaction::franchises,
          (id, named, created, updated) ->
              new Franchise(id, named.name(), named.description(), created, updated),
          Franchise::id,
          franchise -> new Named(franchise.name(), franchise.text()),
          Franchise::createdAt,
          SubscriptionTarget.OfFranchise::new);

  /** Makes one. */
  @FunctionalInterface
  interface Making<I, T> {
    T make(I id, Named details, Instant createdAt, Instant updatedAt);
  }
}
