package io.episodal.application.catalog;

import io.episodal.application.engine.Engine;
import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.Genre;
import io.episodal.domain.catalog.Release;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.ReleaseQuery;
import io.episodal.domain.catalog.port.in.BrowseCatalog;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.transaction.Transaction;
import java.util.Optional;
import java.util.function.Function;

/** Reads the catalogue. */
final class BrowseService implements BrowseCatalog {
  private final Engine engine;

  BrowseService(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Page<Release> releases(ReleaseQuery query, PageRequest page) {
    return engine.unitOfWork().read(tx -> tx.releases().page(query, page));
  }

  @Override
  public Release release(ReleaseId id) {
    return found("release", tx -> tx.releases().find(id));
  }

  @Override
  public Page<Episode> episodes(ReleaseId release, PageRequest page) {
    release(release);
    return engine.unitOfWork().read(tx -> tx.episodes().page(release, page));
  }

  @Override
  public Episode episode(EpisodeId id) {
    return found("episode", tx -> tx.episodes().find(id));
  }

  @Override
  public Page<Genre> genres(PageRequest page) {
    return engine.unitOfWork().read(tx -> tx.genres().page(page));
  }

  @Override
  public Page<Franchise> franchises(PageRequest page) {
    return engine.unitOfWork().read(tx -> tx.franchises().page(page));
  }

  @Override
  public Franchise franchise(FranchiseId id) {
    return found("franchise", tx -> tx.franchises().find(id));
  }

  private <T> T found(String what, Function<Transaction, Optional<T>> search) {
    return engine.unitOfWork().read(search).orElseThrow(() -> DomainException.notFound(what));
  }
}
