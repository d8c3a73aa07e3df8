package io.episodal.domain.catalog;

import java.util.Locale;

/** Where a release is in its life. */
public enum ReleaseStatus {
  ANNOUNCED,
  ONGOING,
  COMPLETED,
  HIATUS,
  CANCELLED;

  /** The name that stores and answers use. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static ReleaseStatus ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
