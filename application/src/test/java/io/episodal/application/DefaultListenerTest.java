package io.episodal.application;

import io.episodal.domain.shared.port.out.Listener;
import io.episodal.testkit.ListenerContract;

final class DefaultListenerTest extends ListenerContract {

  @Override
  protected Listener listener() {
    return Defaults.listener();
  }
}
