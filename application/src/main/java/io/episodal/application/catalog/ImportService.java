package io.episodal.application.catalog;

import io.episodal.application.engine.Engine;
import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.in.ImportCatalog;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Brings in titles, a whole catalogue in one transaction. */
final class ImportService implements ImportCatalog {
  private final Engine engine;

  ImportService(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Report importTitles(Iterable<Title> titles, Audience audience) {
    return engine
        .unitOfWork()
        .write(tx -> {
          tx.catalogueLoad().begin();
          var report = new ImportRun(engine, tx, audience).add(titles);
          engine.evictAfter(tx, Tag.CATALOGUE);
          return report;
        });
  }

  @Override
  public Report preview(Iterable<Title> titles) {
    return engine
        .unitOfWork()
        .read(tx -> new ImportRun(engine, tx, Audience.NOBODY).rehearse(titles));
  }

  @Override
  public Map<String, ReleaseId> imported(Collection<String> keys) {
    return engine
        .unitOfWork()
        .read(tx -> {
          var there = new HashMap<String, ReleaseId>();
          tx.catalogueLoad()
              .known(keys)
              .forEach((key, known) -> {
                if (!known.deleted()) {
                  there.put(key, known.id());
                }
              });
          return there;
        });
  }
}
