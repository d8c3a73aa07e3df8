package io.episodal.application.catalog;

import io.episodal.application.engine.Engine;
import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.Genre;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.in.ImportCatalog;
import io.episodal.domain.catalog.port.out.Releases.NewRelease;
import io.episodal.domain.transaction.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Brings in titles, set-wise and silently. */
final class ImportService implements ImportCatalog {
  private final Engine engine;

  ImportService(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Map<String, ReleaseId> importTitles(List<Title> titles) {
    return engine.unitOfWork().write(tx -> importTitles(tx, titles));
  }

  private Map<String, ReleaseId> importTitles(Transaction tx, List<Title> titles) {
    var now = engine.now();
    var ids = new HashMap<>(tx.releases().imported(titles.stream().map(Title::key).toList()));
    var genres = genres(tx, titles, now);
    var franchises = franchises(tx, titles, now);
    var releases = new ArrayList<NewRelease>();
    var episodes = new ArrayList<Episode>();
    for (var title : titles) {
      if (ids.containsKey(title.key())) {
        continue;
      }
      var id = new ReleaseId(engine.ids().next());
      ids.put(title.key(), id);
      var franchise = title.franchise() == null ? null : franchises.get(title.franchise());
      var details = title.details().in(named(genres, title.genres()), franchise);
      releases.add(new NewRelease(id, details, title.key(), now));
      for (var episode : title.episodes()) {
        episodes.add(Episode.create(new EpisodeId(engine.ids().next()), id, episode, now));
      }
    }
    if (!releases.isEmpty()) {
      tx.releases().add(releases);
    }
    if (!episodes.isEmpty()) {
      tx.episodes().add(episodes);
    }
    engine.evictAfter(tx, Tag.CATALOGUE);
    return ids;
  }

  private Map<String, GenreId> genres(Transaction tx, List<Title> titles, Instant now) {
    var names = new TreeSet<String>();
    titles.forEach(title -> names.addAll(title.genres()));
    var known = new HashMap<>(tx.genres().byName(names));
    for (var name : names) {
      if (!known.containsKey(name)) {
        var id = new GenreId(engine.ids().next());
        tx.genres().add(new Genre(id, name, null, now, now));
        known.put(name, id);
      }
    }
    return known;
  }

  private Map<String, FranchiseId> franchises(Transaction tx, List<Title> titles, Instant now) {
    var names =
        titles.stream()
            .map(Title::franchise)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    var known = new HashMap<>(tx.franchises().byName(names));
    for (var name : names) {
      if (!known.containsKey(name)) {
        var id = new FranchiseId(engine.ids().next());
        tx.franchises().add(new Franchise(id, name, null, now, now));
        known.put(name, id);
      }
    }
    return known;
  }

  private static Set<GenreId> named(Map<String, GenreId> genres, Set<String> names) {
    return names.stream().map(genres::get).collect(Collectors.toSet());
  }
}
