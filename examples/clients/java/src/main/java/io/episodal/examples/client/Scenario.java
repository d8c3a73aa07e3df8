package io.episodal.examples.client;

import io.episodal.client.ApiException;
import io.episodal.client.model.Credentials;
import io.episodal.client.model.EpisodeCreation;
import io.episodal.client.model.NewEpisodeNotification;
import io.episodal.client.model.Operation;
import io.episodal.client.model.OperationStatus;
import io.episodal.client.model.Problem;
import io.episodal.client.model.Registration;
import io.episodal.client.model.ReleaseCreation;
import io.episodal.client.model.ReleaseOrder;
import io.episodal.client.model.ReleaseStatus;
import io.episodal.client.model.Role;
import io.episodal.client.model.SubscriptionCreation;
import io.episodal.client.model.SubscriptionType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a program does with Episodal, step by step, through the generated client. Any step that
 * answers otherwise than expected ends the program with status 1.
 */
public final class Scenario {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final String url;
  private int steps;

  private Scenario(String url) {
    this.url = url;
  }

  public static void main(String[] arguments) throws ApiException, InterruptedException {
    var admin =
        new Credentials()
            .email(needed("EPISODAL_ADMIN_EMAIL"))
            .password(needed("EPISODAL_ADMIN_PASSWORD"));
    new Scenario(needed("EPISODAL_URL")).run(admin);
  }

  private void run(Credentials admin) throws ApiException, InterruptedException {
    var watching = signUp();
    var editing = Session.signIn(url, admin);
    done("an administrator signs in", editing.accounts().getMyAccount().getRole() == Role.ADMIN);
    var release = addRelease(editing, watching);
    follow(watching, release);
    publish(editing, watching, release);
    System.out.println(steps + " steps passed");
  }

  private Session signUp() throws ApiException {
    var visitor = Session.ofStranger(url);
    var viewer =
        new Registration()
            .email("stark-" + UUID.randomUUID() + "@example.org")
            .password("correct horse battery")
            .displayName("Stark");
    var account = visitor.accounts().registerAccount(viewer);
    done("a visitor registers", account.getRole() == Role.USER);

    var taken = refused(409, () -> visitor.accounts().registerAccount(viewer));
    done(
        "the same address again is a conflict",
        taken.getType().toString().equals("urn:episodal:problem:conflict"));

    var credentials =
        new Credentials().email(viewer.getEmail()).password(viewer.getPassword());
    var session = Session.signIn(url, credentials);
    done("the viewer signs in", session.accounts().getMyAccount().equals(account));
    return session;
  }

  private UUID addRelease(Session editing, Session watching) throws ApiException {
    var faulty = new ReleaseCreation().title(" ").totalEpisodes(-1);
    var invalid = refused(422, () -> editing.editing().createRelease(faulty));
    done(
        "an editor's faults are named all at once",
        pointers(invalid).equals(List.of("/title", "/total_episodes")));

    var release =
        new ReleaseCreation()
            .title("Frieren " + UUID.randomUUID())
            .status(ReleaseStatus.ONGOING)
            .addTagsItem("magic");
    refused(403, () -> watching.editing().createRelease(release));
    done("a viewer may not edit");

    var id = editing.editing().createRelease(release).getId();
    done("the editor adds a release");
    done("the viewer finds it", found(watching, release.getTitle()).equals(List.of(id)));
    return id;
  }

  private void follow(Session watching, UUID release) throws ApiException {
    var follow =
        new SubscriptionCreation().subscriptionType(SubscriptionType.RELEASE).targetId(release);
    watching.subscriptions().createSubscription(follow);
    refused(409, () -> watching.subscriptions().createSubscription(follow));
    done("the viewer follows it, once");
  }

  private void publish(Session editing, Session watching, UUID release)
      throws ApiException, InterruptedException {
    var creation =
        new EpisodeCreation()
            .releaseId(release)
            .title("The Journey's End")
            .number(1)
            .duration(1440);
    var episode = editing.editing().createEpisode(creation);
    done("the editor publishes an episode");

    var operation = ended(editing, episode.getOperationId());
    done(
        "its operation ends with one follower told",
        operation.getStatus() == OperationStatus.SUCCEEDED
            && operation.getProgress().getNotified() == 1);

    var notification = onlyUnread(watching);
    done(
        "the viewer reads the notification",
        notification.getRelatedId().equals(episode.getId())
            && notification.getData().getEpisodeTitle().equals(creation.getTitle()));

    watching.notifications().readNotification(notification.getId());
    var unread = watching.notifications().countUnreadNotifications().getUnreadCount();
    done("the viewer marks it as read", unread == 0);
  }

  private void done(String step) {
    steps++;
    System.out.println("  ok  " + step);
  }

  private void done(String step, boolean asExpected) {
    if (!asExpected) {
      throw new IllegalStateException("not as expected: " + step);
    }
    done(step);
  }

  private static List<UUID> found(Session session, String title) throws ApiException {
    return session
        .catalogue()
        .listReleases(title, null, null, null, null, ReleaseOrder.NEWEST, null, 10, null, null)
        .getReleases()
        .stream()
        .map(found -> found.getId())
        .toList();
  }

  private static NewEpisodeNotification onlyUnread(Session session) throws ApiException {
    var page = session.notifications().listNotifications(true, null, null, null, null, null, null);
    if (page.getUnreadCount() == 1
        && page.getNotifications().getFirst().getActualInstance()
            instanceof NewEpisodeNotification notification) {
      return notification;
    }
    throw new IllegalStateException("not the one new episode: " + page);
  }

  /** The operation once its work is done: the API has no call that waits, so it is asked again. */
  private static Operation ended(Session session, UUID id)
      throws ApiException, InterruptedException {
    var deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)) {
      var operation = session.editing().getOperation(id);
      if (operation.getFinishedAt() != null) {
        return operation;
      }
      Thread.sleep(PAUSE);
    }
    throw new IllegalStateException("operation " + id + " has not ended within " + PATIENCE);
  }

  /** The problem by which a call is refused. */
  private static Problem refused(int status, Call call) throws ApiException {
    try {
      call.make();
    } catch (ApiException refusal) {
      if (refusal.getCode() == status) {
        return Session.problem(refusal);
      }
      throw refusal;
    }
    throw new IllegalStateException("not refused with " + status);
  }

  private static List<String> pointers(Problem problem) {
    return problem.getErrors().stream().map(fault -> fault.getPointer()).sorted().toList();
  }

  private static String needed(String variable) {
    return Optional.ofNullable(System.getenv(variable))
        .orElseThrow(() -> new IllegalStateException(variable + " must be set"));
  }

  @FunctionalInterface
  private interface Call {
    void make() throws ApiException;
  }
}
