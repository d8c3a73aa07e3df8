package io.episodal.bootstrap;

import io.episodal.domain.shared.port.out.Listener;
import io.episodal.testkit.ListenerContract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

final class CountingListenerTest extends ListenerContract {

  @Override
  protected Listener listener() {
    return new CountingListener(new SimpleMeterRegistry(), new LoggingListener());
  }
}
