package io.episodal.bootstrap;

import io.episodal.domain.catalog.AlternativeTitle;
import io.episodal.domain.catalog.EpisodeDetails;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseStatus;
import io.episodal.domain.catalog.port.in.ImportCatalog.Title;
import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file of bangumi-data that was read to its end and found good, with what must be known of all of
 * it to make titles of its items. Immutable.
 */
final class Catalogue {
  private static final List<String> EXTERNAL_IDS =
      List.of("mal", "aniList", "tmdb", "bangumi", "anidb");

  private final CatalogueSource source;
  private final Map<String, String> franchises;
  private final int size;

  private Catalogue(CatalogueSource source, Map<String, String> franchises, int size) {
    this.source = source;
    this.franchises = franchises;
    this.size = size;
  }

  /**
   * Reads a whole file.
   *
   * @throws RefusedCatalogue telling what is wrong, and where
   */
  static Catalogue read(CatalogueSource source) {
    var franchises = new FranchiseNames();
    try (var reader = BangumiReader.open(source)) {
      for (var item = reader.next(); item != null; item = reader.next()) {
        title(reader, item, item.key(), null, Instant.EPOCH, 1);
        franchises.add(item);
      }
      return new Catalogue(source, franchises.names(), reader.count());
    }
  }

  /** How many titles it has. */
  int size() {
    return size;
  }

  /** How many franchises it has. */
  int franchises() {
    return franchises.size();
  }

  /** Its titles, read anew by each iteration. */
  Iterable<Title> titles(Instant now) {
    return titles(now, ImpliedEpisodes.MOST);
  }

  /**
   * Its titles, read anew by each iteration.
   *
   * @param most of more episodes only the last ones are given
   */
  Iterable<Title> titles(Instant now, int most) {
    return () -> new Titles(now, most);
  }

  private static Title title(
      BangumiReader reader,
      BangumiItem item,
      String key,
      @Nullable String franchise,
      Instant now,
      int most) {
    try {
      var episodes = ImpliedEpisodes.of(item, now, most);
      return new Title(
          key, details(item, episodes, now), Set.of(item.kind().genre()), franchise, episodes);
    } catch (RefusedCatalogue e) {
      throw reader.refusedItem(String.valueOf(e.getMessage()));
    } catch (DomainException e) {
      throw reader.refusedItem(reason(e.error()));
    }
  }

  private static ReleaseDetails details(
      BangumiItem item, List<EpisodeDetails> episodes, Instant now) {
    var ids = new HashMap<String, String>();
    for (var site : EXTERNAL_IDS) {
      var id = item.ids().get(site);
      if (id != null) {
        ids.put(site.toLowerCase(Locale.ROOT), id);
      }
    }
    return new ReleaseDetails(
        item.title(),
        null,
        Set.of(),
        null,
        item.begin(),
        status(item, now),
        List.of(item.language()),
        null,
        null,
        item.end() == null || episodes.isEmpty() ? null : episodes.getLast().number(),
        alternativeTitles(item),
        ids);
  }

  private static ReleaseStatus status(BangumiItem item, Instant now) {
    if (item.begin() == null || item.begin().isAfter(now)) {
      return ReleaseStatus.ANNOUNCED;
    }
    return item.end() == null || item.end().isAfter(now)
        ? ReleaseStatus.ONGOING
        : ReleaseStatus.COMPLETED;
  }

  private static List<AlternativeTitle> alternativeTitles(BangumiItem item) {
    var titles = new LinkedHashSet<AlternativeTitle>();
    item.translations()
        .forEach((language, texts) ->
            texts.forEach(text -> titles.add(new AlternativeTitle(language, text))));
    titles.remove(new AlternativeTitle(item.language(), item.title()));
    return new ArrayList<>(titles);
  }

  private static String reason(DomainError error) {
    return error instanceof DomainError.Invalid invalid
        ? invalid.violations().stream()
            .map(violation -> violation.member() + " " + violation.detail())
            .collect(Collectors.joining("; "))
        : error.detail();
  }

  /** One reading of the file, which is closed at its end. */
  private final class Titles implements Iterator<Title> {
    private final Instant now;
    private final int most;
    private final BangumiReader reader = BangumiReader.open(source);
    private final Map<String, Integer> keys = new HashMap<>();
    private @Nullable BangumiItem next;

    Titles(Instant now, int most) {
      this.now = now;
      this.most = most;
      advance();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Title next() {
      var item = next;
      if (item == null) {
        throw new NoSuchElementException();
      }
      var franchise = item.franchise().map(franchises::get).orElse(null);
      var title = title(reader, item, uniqueKey(item), franchise, now, most);
      advance();
      return title;
    }

    private void advance() {
      next = reader.next();
      if (next == null) {
        reader.close();
      }
    }

    /** Items that share a key, such as two cuts of one title, are told apart by their order. */
    private String uniqueKey(BangumiItem item) {
      var key = item.key();
      var place = keys.merge(key, 1, Integer::sum);
      return place == 1 ? key : key + "#" + place;
    }
  }
}
