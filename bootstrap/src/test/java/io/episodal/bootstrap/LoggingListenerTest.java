package io.episodal.bootstrap;

import io.episodal.domain.shared.port.out.Listener;
import io.episodal.testkit.ListenerContract;

final class LoggingListenerTest extends ListenerContract {

  @Override
  protected Listener listener() {
    return new LoggingListener();
  }
}
