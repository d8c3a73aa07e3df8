package io.episodal.domain.catalog;

import io.episodal.domain.shared.Violations;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which releases are wanted, in which order. Immutable; every filter that is not null must hold.
 *
 * @param text words or beginnings of words that the titles must contain, in any script
 */
public record ReleaseQuery(
    @Nullable String text,
    @Nullable ReleaseStatus status,
    @Nullable GenreId genre,
    @Nullable FranchiseId franchise,
    @Nullable String tag,
    Sort sort) {
  private static final int TEXT_LENGTH = 200;

  public ReleaseQuery {
    new Violations().text("q", text, TEXT_LENGTH).text("tag", tag, TEXT_LENGTH).throwIfAny();
  }

  /** All releases, newest first. */
  public static ReleaseQuery all() {
    return new ReleaseQuery(null, null, null, null, null, Sort.NEWEST);
  }

  /** The orders a list of releases can have; ties are broken by id. */
  public enum Sort {
    /** Highest popularity score first. */
    POPULARITY,
    /** Most recent attention first, which halves within a week. */
    TRENDING,
    /** Last added first. */
    NEWEST,
    /** By title, without regard to case. */
    TITLE;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Optional<String> words() {
    return Optional.ofNullable(text);
  }
}
