package io.episodal.adapter.http;

import io.episodal.domain.analytics.ViewFlag;
import io.episodal.domain.analytics.ViewId;
import io.episodal.domain.analytics.port.in.RecordViews;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What viewers report to have watched. */
final class ViewRoutes {
  private static final String ONE = "/api/v1/views";
  private static final String BATCH = "/api/v1/views/batch";
  private static final String FLAG = "Episodal-View-Flag";
  private static final int BATCH_BYTES = 2 << 20;

  private final RecordViews views;

  ViewRoutes(RecordViews views) {
    this.views = views;
  }

  List<Route> routes() {
    return List.of(
        Route.post(ONE, Access.OPTIONAL, this::record),
        Route.post(BATCH, Access.OPTIONAL, BATCH_BYTES, this::recordAll));
  }

  private Answer record(Call call) {
    var recorded = views.record(view(call.body()), visitor(call));
    var flags = recorded.flag() == null ? Set.<ViewFlag>of() : Set.of(recorded.flag());
    return flagged(new RecordedJson(recorded.id().value(), "accepted"), flags);
  }

  private Answer recordAll(Call call) {
    var items = call.items();
    if (items.size() > RecordViews.MOST) {
      throw Refusal.invalid(
          Fault.Place.BODY,
          "",
          "must have at most " + RecordViews.MOST + " views, not " + items.size());
    }
    var batch = Batch.of(items);
    var rejected = new ArrayList<>(batch.rejected());
    var recorded = views.recordAll(batch.good(), visitor(call));
    for (var rejection : recorded.rejections()) {
      rejected.add(
          new RejectionJson(
              batch.places().get(rejection.index()),
              detail(rejection.violation().member(), rejection.violation().detail())));
    }
    rejected.sort(Comparator.comparingInt(RejectionJson::index));
    return flagged(new BatchJson(items.size() - rejected.size(), rejected), recorded.flags());
  }

  /** Tells why filters doubt views, which their caller may want to mend. */
  private static Answer flagged(Object body, Set<ViewFlag> flags) {
    var answer = Answer.accepted(body);
    return flags.isEmpty()
        ? answer
        : answer.with(
            FLAG, flags.stream().map(ViewFlag::code).sorted().collect(Collectors.joining(", ")));
  }

  private static RecordViews.Visitor visitor(Call call) {
    return new RecordViews.Visitor(call.signedIn().orElse(null), call.address(), call.userAgent());
  }

  private static RecordViews.View view(JsonBody body) {
    return body.build(() ->
        new RecordViews.View(
            body.required("release_id", JsonKind.id(ReleaseId::new)),
            body.optional("episode_id", JsonKind.id(EpisodeId::new)),
            body.optional("session_id", JsonKind.TEXT),
            body.optional("viewed_at", JsonKind.INSTANT),
            body.optional("duration_seconds", JsonKind.INT32, 0),
            body.optional("completion_percentage", JsonKind.NUMBER, 0.0),
            body.optional("id", JsonKind.id(ViewId::new))));
  }

  private static String detail(String member, String detail) {
    return member.isEmpty() ? detail : member + ": " + detail;
  }

  private record RecordedJson(UUID id, String status) {}

  private record BatchJson(int accepted, List<RejectionJson> rejected) {}

  private record RejectionJson(int index, String detail) {}

  /**
   * The items of a batch, sorted out.
   *
   * @param places where each good one stood among all
   */
  private record Batch(
      List<RecordViews.View> good, List<Integer> places, List<RejectionJson> rejected) {

    static Batch of(List<?> items) {
      var batch = new Batch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (int i = 0; i < items.size(); i++) {
        batch.add(i, items.get(i));
      }
      return batch;
    }

    private void add(int place, Object item) {
      try {
        good.add(view(JsonBody.of(item)));
        places.add(place);
      } catch (Refusal e) {
        rejected.add(new RejectionJson(place, e.detail()));
      }
    }
  }
}
