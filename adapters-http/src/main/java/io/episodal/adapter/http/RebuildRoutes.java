package io.episodal.adapter.http;

import io.episodal.domain.analytics.DayRange;
import io.episodal.domain.analytics.port.in.RebuildFigures;
import java.util.List;

/** Making figures anew, for administrators. */
final class RebuildRoutes {
  private static final String PATH = "/api/v1/admin/analytics/rebuild";

  private final RebuildFigures figures;

  RebuildRoutes(RebuildFigures figures) {
    this.figures = figures;
  }

  List<Route> routes() {
    return List.of(Route.post(PATH, Access.ADMIN, this::rebuild));
  }

  private Answer rebuild(Call call) {
    var body = call.body();
    var days =
        body.build(() ->
            DayRange.of(
                body.optional("from", JsonKind.INSTANT), body.optional("to", JsonKind.INSTANT)));
    var operation = figures.request(days);
    return AcceptedJson.answer(operation.value(), operation, "Rebuild");
  }
}
