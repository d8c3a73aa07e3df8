package io.episodal.adapter.http;

import io.episodal.domain.analytics.ViewId;
import io.episodal.domain.analytics.port.in.RecordViews;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** What viewers report to have watched. */
final class ViewRoutes {
  private static final String ONE = "/api/v1/views";
  private static final String BATCH = "/api/v1/views/batch";
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
    var id = views.record(view(call.body()), visitor(call));
    return Answer.accepted(new RecordedJson(id.value(), "accepted"));
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
    for (var rejection : views.recordAll(batch.good(), visitor(call))) {
      rejected.add(
          new RejectionJson(
              batch.places().get(rejection.index()),
              detail(rejection.violation().member(), rejection.violation().detail())));
    }
    rejected.sort(Comparator.comparingInt(RejectionJson::index));
    return Answer.accepted(new BatchJson(items.size() - rejected.size(), rejected));
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
