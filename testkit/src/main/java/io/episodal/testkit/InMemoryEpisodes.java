package io.episodal.testkit;

import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.EpisodeDetails;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.EpisodeStatus;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.out.Episodes;
import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import io.episodal.testkit.Rows.EpisodeRow;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Episodes as rows, whose numbers are taken once in a release. */
final class InMemoryEpisodes implements Episodes {
  private static final Listing<Episode, Integer> BY_NUMBER =
      new Listing<>(
          "episodes",
          episode -> episode.details().number(),
          episode -> episode.id().value(),
          Comparator.<Integer>naturalOrder(),
          true,
          Integer::valueOf);

  private final Supplier<Tables> tables;

  InMemoryEpisodes(Supplier<Tables> tables) {
    this.tables = tables;
  }

  /** The episodes that neither are deleted nor belong to a deleted release. */
  static Stream<Episode> live(Tables tables) {
    return tables.episodes.stream().flatMap(row -> visible(tables, row));
  }

  static Optional<Episode> live(Tables tables, EpisodeId id) {
    return tables.episodes.find(id).flatMap(row -> visible(tables, row).findFirst());
  }

  @Override
  public void add(List<Episode> episodes) {
    var to = tables.get();
    for (var episode : episodes) {
      requireRelease(to, episode.release());
      requireFreeNumber(to, episode);
      to.episodes.put(episode.id(), new EpisodeRow(episode, false));
    }
  }

  @Override
  public void freeNumbers(Collection<EpisodeId> ids) {
    markDeleted(ids, Instant.EPOCH);
  }

  @Override
  public void replace(List<Episode> episodes) {
    var to = tables.get();
    for (var episode : episodes) {
      requireRelease(to, episode.release());
      requireFreeNumber(to, episode);
      to.episodes.update(episode.id(), row -> new EpisodeRow(episode, false));
    }
  }

  @Override
  public void markDeleted(Collection<EpisodeId> ids, Instant now) {
    ids.forEach(id -> tables.get().episodes.update(id, row -> new EpisodeRow(row.episode(), true)));
  }

  @Override
  public Set<EpisodeId> withTakenNumber(Collection<Episode> episodes) {
    var wanted = episodes.stream().map(Episode::id).collect(Collectors.toSet());
    var others =
        tables.get().episodes.stream()
            .filter(row -> !row.deleted() && !wanted.contains(row.episode().id()))
            .map(row -> Place.of(row.episode()))
            .collect(Collectors.toSet());
    return episodes.stream()
        .filter(episode -> others.contains(Place.of(episode)))
        .map(Episode::id)
        .collect(Collectors.toSet());
  }

  @Override
  public Optional<Episode> find(EpisodeId id) {
    return live(tables.get(), id);
  }

  @Override
  public boolean anyOf(Collection<EpisodeId> ids) {
    return ids.stream().anyMatch(id -> find(id).isPresent());
  }

  @Override
  public List<Episode> findForUpdate(Collection<EpisodeId> ids) {
    return ids.stream()
        .distinct()
        .flatMap(id -> find(id).stream())
        .sorted(Comparator.comparing(episode -> episode.id().value(), Order.BY_ID))
        .toList();
  }

  @Override
  public Page<Episode> page(ReleaseId release, PageRequest request) {
    return BY_NUMBER.page(
        live(tables.get()).filter(episode -> episode.release().equals(release)), request);
  }

  @Override
  public List<Episode> releaseDue(Instant now, int most) {
    var to = tables.get();
    var due =
        live(to)
            .filter(episode -> episode.due().filter(at -> !at.isAfter(now)).isPresent())
            .sorted(
                Comparator.comparing((Episode episode) -> episode.due().orElseThrow())
                    .thenComparing(episode -> episode.id().value(), Order.BY_ID))
            .limit(most)
            .map(episode -> released(episode, now))
            .toList();
    due.forEach(episode -> to.episodes.put(episode.id(), new EpisodeRow(episode, false)));
    return due;
  }

  private static Stream<Episode> visible(Tables tables, EpisodeRow row) {
    return row.deleted() || InMemoryReleases.live(tables, row.episode().release()).isEmpty()
        ? Stream.empty()
        : Stream.of(row.episode());
  }

  private static Episode released(Episode episode, Instant now) {
    var details = episode.details();
    return new Episode(
        episode.id(),
        episode.release(),
        new EpisodeDetails(
            details.title(),
            details.number(),
            details.durationSeconds(),
            details.description(),
            details.releaseDate(),
            EpisodeStatus.RELEASED,
            details.thumbnailUrl()),
        null,
        episode.createdAt(),
        now);
  }

  private static void requireRelease(Tables tables, ReleaseId release) {
    if (!tables.releases.contains(release)) {
      throw new IllegalStateException("the release of the episode does not exist");
    }
  }

  private static void requireFreeNumber(Tables tables, Episode episode) {
    var taken =
        tables.episodes.stream()
            .filter(row -> !row.deleted() && !row.episode().id().equals(episode.id()))
            .map(EpisodeRow::episode)
            .anyMatch(other ->
                other.release().equals(episode.release())
                    && other.details().number() == episode.details().number());
    if (taken) {
      throw DomainException.conflict(
          "this release has an episode " + episode.details().number() + " already");
    }
  }

  private record Place(ReleaseId release, int number) {
    static Place of(Episode episode) {
      return new Place(episode.release(), episode.details().number());
    }
  }
}
