package io.episodal.testkit;

import io.episodal.domain.analytics.Counts;
import io.episodal.domain.analytics.ViewId;
import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.job.Job;
import io.episodal.domain.job.RecurringJob;
import io.episodal.domain.notification.Announcement;
import io.episodal.domain.notification.Announcement.NewEpisodes;
import io.episodal.domain.notification.Announcement.NewRelease;
import io.episodal.domain.notification.Content.Recommended;
import io.episodal.domain.notification.EpisodeReference;
import io.episodal.domain.notification.MuteSubject;
import io.episodal.domain.notification.NotificationEvent;
import io.episodal.domain.notification.NotificationId;
import io.episodal.domain.notification.NotificationPreferences;
import io.episodal.domain.notification.NotificationType;
import io.episodal.domain.operation.Operation;
import io.episodal.domain.operation.OperationId;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the tables keep where the domain has no type that says it all. */
final class Rows {

  private Rows() {}

  record ReleaseRow(
      ReleaseId id,
      ReleaseDetails details,
      @Nullable String importKey,
      Instant createdAt,
      Instant updatedAt,
      boolean deleted) {}

  record EpisodeRow(Episode episode, boolean deleted) {}

  record Follow(UserId user, SubscriptionTarget target) {}

  /**
   * A notification in an inbox.
   *
   * @param digest the events that a digest tells of, else null
   * @param recommended what a recommendation tells of, else null
   */
  record InboxRow(
      NotificationId id,
      NotificationType type,
      @Nullable List<NotificationId> digest,
      @Nullable Recommended recommended,
      Instant deliveredAt,
      @Nullable Instant readAt,
      boolean archived,
      @Nullable Instant hiddenAt) {

    static InboxRow of(NotificationId event, NotificationType type, Instant deliveredAt) {
      return new InboxRow(event, type, null, null, deliveredAt, null, false, null);
    }

    static InboxRow digest(NotificationId id, List<NotificationId> events, Instant deliveredAt) {
      return new InboxRow(
          id, NotificationType.DIGEST, events, null, deliveredAt, null, false, null);
    }

    static InboxRow recommended(NotificationId id, Recommended recommended, Instant deliveredAt) {
      return new InboxRow(
          id, NotificationType.RECOMMENDATION, null, recommended, deliveredAt, null, false, null);
    }

    /** The events that it tells of. */
    List<NotificationId> events() {
      return digest == null ? List.of(id) : digest;
    }

    boolean isUnread() {
      return readAt == null;
    }

    InboxRow read(Instant now) {
      return new InboxRow(
          id,
          type,
          digest,
          recommended,
          deliveredAt,
          readAt == null ? now : readAt,
          archived,
          hiddenAt);
    }

    InboxRow archived(boolean away) {
      return new InboxRow(id, type, digest, recommended, deliveredAt, readAt, away, hiddenAt);
    }

    InboxRow hidden(Instant now) {
      return new InboxRow(id, type, digest, recommended, deliveredAt, readAt, archived, now);
    }
  }

  /**
   * An announcement.
   *
   * @param takenBack the episodes of it that were retracted
   * @param since who followed by then is told
   * @param retractedAt since when nothing of it remains, or null
   */
  record EventRow(
      NotificationId id,
      Announcement announcement,
      Instant since,
      Set<EpisodeId> takenBack,
      @Nullable Instant retractedAt) {

    boolean retracted() {
      return retractedAt != null;
    }

    NotificationEvent event() {
      return new NotificationEvent(
          id, inBrief(retracted() ? announcement : remaining()), retracted());
    }

    boolean names(EpisodeId episode) {
      return episodes().anyMatch(each -> each.id().equals(episode));
    }

    Stream<EpisodeReference> episodes() {
      return switch (announcement) {
        case NewEpisodes told -> told.episodes().stream();
        case NewRelease added -> Stream.empty();
      };
    }

    EventRow without(EpisodeId episode, Instant now) {
      var more = new HashSet<>(takenBack);
      more.add(episode);
      return episodes().allMatch(each -> more.contains(each.id()))
          ? retracted(more, now)
          : new EventRow(id, announcement, since, more, null);
    }

    EventRow with(EpisodeId episode) {
      var fewer = new HashSet<>(takenBack);
      fewer.remove(episode);
      return new EventRow(id, announcement, since, fewer, null);
    }

    EventRow withoutAll(Instant now) {
      return retracted(episodes().map(EpisodeReference::id).collect(Collectors.toSet()), now);
    }

    private EventRow retracted(Set<EpisodeId> all, Instant now) {
      return new EventRow(id, announcement, since, all, retractedAt == null ? now : retractedAt);
    }

    private static Announcement inBrief(Announcement announcement) {
      return switch (announcement) {
        case NewEpisodes told -> told.inBrief();
        case NewRelease added -> added;
      };
    }

    private Announcement remaining() {
      return switch (announcement) {
        case NewEpisodes told ->
            new NewEpisodes(
                told.release(),
                told.releaseTitle(),
                told.episodes().stream().filter(each -> !takenBack.contains(each.id())).toList());
        case NewRelease added -> added;
      };
    }
  }

  /** An announcement held back at the limit. */
  record Waiting(NotificationId event, Instant heldAt, Instant dueAt) {
    Waiting until(Instant later) {
      return new Waiting(event, heldAt, later);
    }
  }

  /** A time during which a user hears or heard nothing of something. */
  record Muting(MuteSubject subject, Instant since, @Nullable Instant until) {}

  /** What a user has said, and all that was ever muted. */
  record PreferencesRow(NotificationPreferences preferences, List<Muting> mutings) {}

  record ViewKey(ViewId id, Instant viewedAt) {}

  /** What the views of a release in a window add up to. */
  record Tally(
      long views,
      long viewers,
      double completionSum,
      long engagedViews,
      long completions,
      long watchedSeconds) {
    static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

    Counts counts() {
      var mean = views == 0 ? 0 : completionSum / views;
      return new Counts(views, viewers, mean, engagedViews, completions, watchedSeconds);
    }
  }

  /**
   * An operation and its jobs.
   *
   * @param openJobs jobs that neither ended nor were set aside
   * @param begun whether any step has ended
   */
  record OperationRow(
      OperationId id,
      String kind,
      UUID resource,
      Operation.Progress progress,
      int openJobs,
      boolean begun,
      Instant createdAt,
      @Nullable Instant finishedAt,
      @Nullable String error) {

    Operation operation() {
      return new Operation(id, kind, resource, status(), progress, createdAt, finishedAt, error);
    }

    OperationRow plus(Operation.Progress more) {
      return new OperationRow(
          id, kind, resource, progress.plus(more), openJobs, begun, createdAt, finishedAt, error);
    }

    OperationRow withJobQueued() {
      return new OperationRow(
          id, kind, resource, progress, openJobs + 1, begun, createdAt, null, error);
    }

    OperationRow withStepEnded() {
      return new OperationRow(
          id, kind, resource, progress, openJobs, true, createdAt, finishedAt, error);
    }

    OperationRow withJobEnded(@Nullable String failure, Instant now) {
      var open = openJobs - 1;
      return new OperationRow(
          id,
          kind,
          resource,
          progress,
          open,
          true,
          createdAt,
          open == 0 ? now : null,
          failure == null ? error : failure);
    }

    OperationRow withJobReopened(@Nullable String otherFailure) {
      return new OperationRow(
          id, kind, resource, progress, openJobs + 1, true, createdAt, null, otherFailure);
    }

    private Operation.Status status() {
      if (error != null && openJobs == 0) {
        return Operation.Status.FAILED;
      }
      if (openJobs == 0) {
        return Operation.Status.SUCCEEDED;
      }
      return begun ? Operation.Status.RUNNING : Operation.Status.PENDING;
    }
  }

  /**
   * A job in the queue.
   *
   * @param recurring whether a schedule made it
   * @param runBeganAt when the run under way began, null between the runs of a recurring job
   * @param lastRun how the last run of a recurring job went
   * @param setAside when and why it was set aside
   */
  record JobRow(
      Job job,
      boolean recurring,
      Instant dueAt,
      @Nullable Instant runBeganAt,
      RecurringJob.@Nullable Run lastRun,
      @Nullable SetAside setAside) {

    static JobRow queued(Job job, boolean recurring, Instant now) {
      return new JobRow(job, recurring, now, null, null, null);
    }

    boolean isDue(Instant now) {
      return setAside == null && !dueAt.isAfter(now);
    }

    JobRow withDueAt(Instant at) {
      return new JobRow(job, recurring, at, runBeganAt, lastRun, setAside);
    }

    /** As it goes on after a step that did not end its run. */
    JobRow withNext(Map<String, String> payload, Instant due, Instant now) {
      return new JobRow(attempted(payload, 0), recurring, due, began(now), lastRun, setAside);
    }

    JobRow withRunEnded(Instant due, Instant now) {
      var run = new RecurringJob.Run(began(now), now, null);
      return new JobRow(attempted(Map.of(), 0), recurring, due, null, run, setAside);
    }

    JobRow withFailure(Instant due, Instant now, String error) {
      var run = recurring ? new RecurringJob.Run(began(now), now, error) : null;
      var next = attempted(job.payload(), job.attempts() + 1);
      return new JobRow(next, recurring, due, runBeganAt, run, setAside);
    }

    JobRow withSetAside(Instant now, String error) {
      var next = attempted(job.payload(), job.attempts() + 1);
      return new JobRow(next, recurring, dueAt, runBeganAt, lastRun, new SetAside(now, error));
    }

    JobRow withTryAgain(Instant now) {
      return new JobRow(attempted(job.payload(), 0), recurring, now, runBeganAt, lastRun, null);
    }

    private Instant began(Instant now) {
      return runBeganAt == null ? now : runBeganAt;
    }

    private Job attempted(Map<String, String> payload, int attempts) {
      return new Job(job.id(), job.kind(), payload, job.operationId(), attempts, job.queuedAt());
    }
  }

  /** The family of the refresh tokens of one sign-in. */
  record SignInRow(UserId user, boolean revoked) {}

  /** When and why a job was set aside. */
  record SetAside(Instant at, String error) {}
}
