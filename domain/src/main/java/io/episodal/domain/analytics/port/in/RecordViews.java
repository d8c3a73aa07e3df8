package io.episodal.domain.analytics.port.in;

import io.episodal.domain.analytics.ViewFlag;
import io.episodal.domain.analytics.ViewId;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.shared.Violation;
import io.episodal.domain.shared.Violations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** For recording views. Thread-safe. */
public interface RecordViews {
  /** Most views of one batch. */
  int MOST = 1_000;

  /**
   * Records a view durably; invalid if its release or episode is unknown or its time lies in the
   * future. A repeat of id and time counts once. Unavailable if too many views wait to be recorded
   * or it takes too long; then it may have been recorded all the same.
   */
  RecordedView record(View view, Visitor visitor);

  /**
   * Records the good ones of at most {@link #MOST} views durably and names those that are not good;
   * else as {@link #record}.
   */
  Recorded recordAll(List<View> views, Visitor visitor);

  /** The views that wait to be recorded on this node. */
  Waiting waiting();

  /**
   * A view as it is reported; the constructor refuses with every fault.
   *
   * @param id makes a repeat recognisable together with {@code viewedAt}, or null
   * @param viewedAt when it took place; null means now
   * @param watchedSeconds 0 to 86,400
   * @param completion 0 to 100
   */
  record View(
      ReleaseId release,
      @Nullable EpisodeId episode,
      @Nullable String sessionId,
      @Nullable Instant viewedAt,
      int watchedSeconds,
      double completion,
      @Nullable ViewId id) {
    private static final int LONGEST_SESSION_ID = 200;
    private static final int SECONDS_OF_A_DAY = 86_400;

    public View {
      var violations = new Violations();
      if (sessionId != null && sessionId.isBlank()) {
        violations.add("session_id", "must not be blank");
      }
      if (!(completion >= 0 && completion <= 100)) {
        violations.add("completion_percentage", "must be between 0 and 100, not " + completion);
      }
      violations
          .text("session_id", sessionId, LONGEST_SESSION_ID)
          .date("viewed_at", viewedAt)
          .range("duration_seconds", watchedSeconds, 0, SECONDS_OF_A_DAY)
          .throwIfAny();
    }
  }

  /**
   * Who reports.
   *
   * @param user the signed-in user, or null
   * @param address the network address; hashed, never stored
   * @param userAgent the program
   */
  record Visitor(@Nullable UserId user, String address, String userAgent) {}

  /**
   * What was reported and is not recorded yet.
   *
   * @param views how many
   * @param oldest how long the first of them has waited
   */
  record Waiting(int views, Duration oldest) {}

  /**
   * A view that is recorded.
   *
   * @param flag why it is doubted that a person watched, null if it is not
   */
  record RecordedView(ViewId id, @Nullable ViewFlag flag) {}

  /**
   * What became of a batch.
   *
   * @param rejections those that were not recorded, by index
   * @param flags why some of the others are doubted
   */
  record Recorded(List<Rejection> rejections, Set<ViewFlag> flags) {}

  /** Why the view at an index of a batch was not recorded. */
  record Rejection(int index, Violation violation) {}
}
