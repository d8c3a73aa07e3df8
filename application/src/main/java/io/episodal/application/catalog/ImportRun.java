package io.episodal.application.catalog;

import io.episodal.application.engine.Engine;
import io.episodal.domain.catalog.CatalogEvent;
import io.episodal.domain.catalog.CatalogEvent.EpisodesReleased;
import io.episodal.domain.catalog.CatalogEvent.ReleaseAdded;
import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.EpisodeDetails;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.Genre;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.in.ImportCatalog.Audience;
import io.episodal.domain.catalog.port.in.ImportCatalog.Report;
import io.episodal.domain.catalog.port.in.ImportCatalog.Title;
import io.episodal.domain.catalog.port.out.CatalogueLoad.Known;
import io.episodal.domain.catalog.port.out.CatalogueLoad.Portion;
import io.episodal.domain.catalog.port.out.Releases.NewRelease;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.transaction.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One import in one transaction: compares portions of titles with the store, adds what is new. */
final class ImportRun {
  private static final int TITLES_AT_ONCE = 250;
  private static final int EPISODES_AT_ONCE = 10_000;

  private final Engine engine;
  private final Transaction tx;
  private final Audience audience;
  private final Instant now;
  private final Set<String> keys = new HashSet<>();
  private final Map<String, GenreId> genres = new HashMap<>();
  private final Map<String, FranchiseId> franchises = new HashMap<>();
  private final List<Franchise> newFranchises = new ArrayList<>();
  private final List<NewRelease> newReleases = new ArrayList<>();
  private final List<Episode> newEpisodes = new ArrayList<>();
  private boolean rehearsal;
  private long addedReleases;
  private long knownReleases;
  private long deletedReleases;
  private long addedEpisodes;
  private long knownEpisodes;
  private long addedGenres;
  private long addedFranchises;

  ImportRun(Engine engine, Transaction tx, Audience audience) {
    this.engine = engine;
    this.tx = tx;
    this.audience = audience;
    this.now = engine.now();
  }

  Report add(Iterable<Title> titles) {
    var portion = new ArrayList<Title>();
    var episodes = 0;
    for (var title : titles) {
      portion.add(title);
      episodes += title.episodes().size();
      if (portion.size() == TITLES_AT_ONCE || episodes >= EPISODES_AT_ONCE) {
        addPortion(portion);
        portion.clear();
        episodes = 0;
      }
    }
    addPortion(portion);
    return new Report(
        addedReleases,
        knownReleases,
        deletedReleases,
        addedEpisodes,
        knownEpisodes,
        addedGenres,
        addedFranchises);
  }

  /** As {@link #add}, but only counts. */
  Report rehearse(Iterable<Title> titles) {
    rehearsal = true;
    return add(titles);
  }

  private void addPortion(List<Title> titles) {
    var known = tx.catalogueLoad().known(titles.stream().map(Title::key).toList());
    var unknown = titles.stream().filter(title -> !known.containsKey(title.key())).toList();
    findGenres(unknown);
    findFranchises(unknown);
    for (var title : titles) {
      requireNewKey(title);
      var before = known.get(title.key());
      if (before == null) {
        addRelease(title);
      } else {
        addMissingEpisodes(title, before);
      }
    }
    addedFranchises += newFranchises.size();
    addedReleases += newReleases.size();
    addedEpisodes += newEpisodes.size();
    if (!rehearsal) {
      tx.catalogueLoad().add(new Portion(newFranchises, newReleases, newEpisodes));
      if (audience == Audience.FOLLOWERS) {
        announce();
      }
    }
    newFranchises.clear();
    newReleases.clear();
    newEpisodes.clear();
  }

  /** Nobody can follow a release yet that is new, so its episodes are no news of their own. */
  private void announce() {
    var added = newReleases.stream().map(NewRelease::id).collect(Collectors.toSet());
    var released =
        newEpisodes.stream()
            .filter(episode -> episode.isReleased() && !added.contains(episode.release()))
            .toList();
    var events = new ArrayList<CatalogEvent>();
    newReleases.forEach(release -> events.add(new ReleaseAdded(release.id())));
    events.addAll(EpisodesReleased.of(released));
    engine.queue(tx, events, null);
  }

  private void requireNewKey(Title title) {
    if (!keys.add(title.key())) {
      throw DomainException.invalid("key", "two titles have the key " + title.key());
    }
  }

  private void addRelease(Title title) {
    var id = new ReleaseId(engine.ids().next());
    var franchise = title.franchise() == null ? null : franchises.get(title.franchise());
    var details = title.details().in(genresOf(title), franchise);
    newReleases.add(new NewRelease(id, details, title.key(), now));
    title.episodes().forEach(episode -> addEpisode(id, episode));
  }

  private void addMissingEpisodes(Title title, Known known) {
    if (known.deleted()) {
      deletedReleases++;
      return;
    }
    knownReleases++;
    for (var episode : title.episodes()) {
      if (known.numbers().contains(episode.number())) {
        knownEpisodes++;
      } else {
        addEpisode(known.id(), episode);
      }
    }
  }

  private void addEpisode(ReleaseId release, EpisodeDetails details) {
    newEpisodes.add(Episode.create(new EpisodeId(engine.ids().next()), release, details, now));
  }

  private Set<GenreId> genresOf(Title title) {
    return title.genres().stream()
        .map(name -> Objects.requireNonNull(genres.get(name)))
        .collect(Collectors.toSet());
  }

  private void findGenres(Collection<Title> titles) {
    var names = new TreeSet<String>();
    titles.forEach(title -> names.addAll(title.genres()));
    names.removeAll(genres.keySet());
    if (names.isEmpty()) {
      return;
    }
    genres.putAll(tx.genres().byName(names));
    names.removeAll(genres.keySet());
    var added = new ArrayList<Genre>();
    for (var name : names) {
      var genre = new Genre(new GenreId(engine.ids().next()), name, null, now, now);
      genres.put(name, genre.id());
      added.add(genre);
    }
    if (!rehearsal) {
      tx.genres().add(added);
    }
    addedGenres += names.size();
  }

  private void findFranchises(Collection<Title> titles) {
    var names =
        titles.stream()
            .map(Title::franchise)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    names.removeAll(franchises.keySet());
    if (names.isEmpty()) {
      return;
    }
    franchises.putAll(tx.franchises().byName(names));
    names.removeAll(franchises.keySet());
    for (var name : names) {
      var id = new FranchiseId(engine.ids().next());
      franchises.put(name, id);
      newFranchises.add(new Franchise(id, name, null, now, now));
    }
  }
}
