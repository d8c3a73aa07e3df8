package io.episodal.testkit;

import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.Genre;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.transaction.UnitOfWork;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Genres and franchises, by name. */
abstract class ChangingNames extends ChangingList {
  private static final String LETTERS = "aBzé名🎬 ";

  protected final UnitOfWork unitOfWork;
  protected final Clock clock;
  protected final Samples samples;

  private int made;

  private ChangingNames(UnitOfWork unitOfWork, Clock clock, Samples samples, Random random) {
    super(random);
    this.unitOfWork = unitOfWork;
    this.clock = clock;
    this.samples = samples;
  }

  static ChangingList ofGenres(UnitOfWork unitOfWork, Clock clock, Samples samples, Random random) {
    return new Genres(unitOfWork, clock, samples, random);
  }

  static ChangingList ofFranchises(
      UnitOfWork unitOfWork, Clock clock, Samples samples, Random random) {
    return new Franchises(unitOfWork, clock, samples, random);
  }

  /** A name that no other has. */
  protected final String name() {
    var letter = LETTERS.codePoints().skip(random.nextInt(7)).findFirst().orElseThrow();
    return Character.toString(letter) + made++;
  }

  private static final class Genres extends ChangingNames {
    private Genres(UnitOfWork unitOfWork, Clock clock, Samples samples, Random random) {
      super(unitOfWork, clock, samples, random);
    }

    @Override
    Page<UUID> page(PageRequest request) {
      return ids(
          unitOfWork.read(tx -> tx.genres().page(request)), (Genre genre) -> genre.id().value());
    }

    @Override
    void add() {
      var genre = samples.genre(name());
      unitOfWork.run(tx -> tx.genres().add(List.of(genre)));
      came(genre.id().value());
    }

    @Override
    void remove(UUID id) {
      unitOfWork.run(tx -> tx.genres().remove(List.of(new GenreId(id))));
      left(id);
    }

    @Override
    void edit(UUID id) {
      var now = clock.instant();
      var renamed = new Genre(new GenreId(id), name(), null, now, now);
      unitOfWork.run(tx -> tx.genres().replace(List.of(renamed)));
      moved(id);
    }
  }

  private static final class Franchises extends ChangingNames {
    private Franchises(UnitOfWork unitOfWork, Clock clock, Samples samples, Random random) {
      super(unitOfWork, clock, samples, random);
    }

    @Override
    Page<UUID> page(PageRequest request) {
      return ids(
          unitOfWork.read(tx -> tx.franchises().page(request)),
          (Franchise franchise) -> franchise.id().value());
    }

    @Override
    void add() {
      var franchise = samples.franchise(name());
      unitOfWork.run(tx -> tx.franchises().add(List.of(franchise)));
      came(franchise.id().value());
    }

    @Override
    void remove(UUID id) {
      unitOfWork.run(tx -> tx.franchises().remove(List.of(new FranchiseId(id))));
      left(id);
    }

    @Override
    void edit(UUID id) {
      var now = clock.instant();
      var renamed = new Franchise(new FranchiseId(id), name(), null, now, now);
      unitOfWork.run(tx -> tx.franchises().replace(List.of(renamed)));
      moved(id);
    }
  }
}
