package io.episodal.adapter.http;

import io.episodal.domain.catalog.port.in.EditInBatch;
import io.episodal.domain.catalog.port.in.EditInBatch.Edit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Many edits of the catalogue in one request. */
final class BatchRoutes {
  private static final String PATH = "/api/v1/admin/batch";
  private static final int MOST_BYTES = 8 << 20;

  private final EditInBatch batch;

  BatchRoutes(EditInBatch batch) {
    this.batch = batch;
  }

  List<Route> routes() {
    return List.of(Route.post(PATH, Access.ADMIN, MOST_BYTES, this::edit));
  }

  private Answer edit(Call call) {
    var items = call.items();
    if (items.isEmpty() || items.size() > EditInBatch.MOST) {
      throw Refusal.invalid(
          Fault.Place.BODY,
          "",
          "must have 1 to " + EditInBatch.MOST + " operations, not " + items.size());
    }
    var edits = new BatchReader(batch::newId).read(items);
    var operation = batch.edit(edits).value();
    return Answer.accepted(new BatchJson(operation, results(edits)))
        .with("Location", OperationRoutes.PATH.replace("{id}", operation.toString()));
  }

  private static List<ResultJson> results(List<Edit> edits) {
    return IntStream.range(0, edits.size())
        .mapToObj(index -> new ResultJson(index, edits.get(index).id()))
        .toList();
  }

  private record BatchJson(UUID operationId, List<ResultJson> results) {}

  private record ResultJson(int index, UUID id) {}
}
