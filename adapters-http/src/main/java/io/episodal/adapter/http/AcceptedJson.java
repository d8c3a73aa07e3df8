package io.episodal.adapter.http;

import io.episodal.domain.operation.OperationId;
import java.util.UUID;

/** What an administrator is told of a change that was made. */
record AcceptedJson(UUID id, String status, String message, UUID operationId) {

  /** The answer to an accepted change, such as "Release creation accepted". */
  static Answer answer(UUID id, OperationId operation, String change) {
    var body = new AcceptedJson(id, "accepted", change + " accepted", operation.value());
    return Answer.accepted(body)
        .with("Location", OperationRoutes.PATH.replace("{id}", operation.value().toString()));
  }
}
