package io.episodal.application.operation;

import io.episodal.application.engine.Engine;
import io.episodal.domain.operation.port.in.WatchOperations;

/** Makes the conversations about operations. */
public final class OperationFeature {
  private OperationFeature() {}

  public static WatchOperations create(Engine engine) {
    return new OperationService(engine);
  }
}
