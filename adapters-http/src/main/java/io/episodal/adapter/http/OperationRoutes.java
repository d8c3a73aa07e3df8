package io.episodal.adapter.http;

import io.episodal.domain.operation.Operation;
import io.episodal.domain.operation.OperationId;
import io.episodal.domain.operation.port.in.WatchOperations;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of accepted changes. */
final class OperationRoutes {
  static final String PATH = "/api/v1/admin/operations/{id}";

  private final WatchOperations operations;

  OperationRoutes(WatchOperations operations) {
    this.operations = operations;
  }

  List<Route> routes() {
    return List.of(Route.get(PATH, Access.ADMIN, this::operation));
  }

  private Answer operation(Call call) {
    return Answer.ok(OperationJson.of(operations.operation(call.id(OperationId::new))));
  }

  private record OperationJson(
      UUID id,
      String kind,
      UUID resourceId,
      String status,
      Operation.Progress progress,
      Instant createdAt,
      @Nullable Instant finishedAt,
      @Nullable String error) {
    static OperationJson of(Operation operation) {
      return new OperationJson(
          operation.id().value(),
          operation.kind(),
          operation.resourceId(),
          operation.status().code(),
          operation.progress(),
          operation.createdAt(),
          operation.finishedAt(),
          operation.error());
    }
  }
}
