package io.episodal.domain.analytics;

/**
 * What one viewer watched within one UTC hour. Immutable.
 *
 * @param seconds of all views
 * @param longest of one view, which may have begun long before the hour
 */
public record MediaTime(long seconds, int longest) {
  /** Before the first view. */
  public static final MediaTime NONE = new MediaTime(0, 0);

  /** What fits into an hour at double speed. */
  private static final int MOST_SECONDS = 2 * 3_600;

  /** With one view more. */
  public MediaTime plus(int watchedSeconds) {
    return new MediaTime(seconds + watchedSeconds, Math.max(longest, watchedSeconds));
  }

  /** Whether nobody can have watched that: without the longest view, it is over two hours. */
  public boolean isTooMuch() {
    return seconds - longest > MOST_SECONDS;
  }
}
