package io.episodal.domain.operation.port.in;

import io.episodal.domain.operation.Operation;
import io.episodal.domain.operation.OperationId;

/** For watching what became of an accepted change. Thread-safe. */
public interface WatchOperations {

  /** The operation as it stands; not found if unknown. */
  Operation operation(OperationId id);
}
