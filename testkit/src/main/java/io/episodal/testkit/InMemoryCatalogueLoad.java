package io.episodal.testkit;

import io.episodal.domain.catalog.port.out.CatalogueLoad;
import io.episodal.testkit.Rows.ReleaseRow;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Adds portions to the tables by the ways of single rows. */
final class InMemoryCatalogueLoad implements CatalogueLoad {
  private final Supplier<Tables> tables;

  InMemoryCatalogueLoad(Supplier<Tables> tables) {
    this.tables = tables;
  }

  /** There is one writer at a time. */
  @Override
  public void begin() {}

  @Override
  public Map<String, Known> known(Collection<String> keys) {
    return tables.get().releases.stream()
        .filter(row -> row.importKey() != null && keys.contains(row.importKey()))
        .collect(Collectors.toMap(row -> String.valueOf(row.importKey()), this::known));
  }

  @Override
  public void add(Portion portion) {
    new InMemoryFranchises(tables).add(portion.franchises());
    new InMemoryReleases(tables).add(portion.releases());
    new InMemoryEpisodes(tables).add(portion.episodes());
  }

  private Known known(ReleaseRow release) {
    Set<Integer> numbers =
        tables.get().episodes.stream()
            .map(row -> row.episode())
            .filter(episode -> episode.release().equals(release.id()))
            .map(episode -> episode.details().number())
            .collect(Collectors.toSet());
    return new Known(release.id(), release.deleted(), numbers);
  }
}
