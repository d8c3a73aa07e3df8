package io.episodal.testkit;

import io.episodal.domain.notification.DeliveryPolicy;
import io.episodal.domain.notification.DeliveryPolicy.Overflow;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the contracts of delivering share: they hold whatever becomes of what is over the limit. */
@ParameterizedClass
@EnumSource(Overflow.class)
abstract class OverflowContract extends PersistenceContract {
  /** Set by JUnit before each test. */
  @SuppressWarnings("NullAway.Init")
  @Parameter
  Overflow overflow;

  /** The usual limit in the usual window. */
  final DeliveryPolicy usual() {
    return new DeliveryPolicy(
        DeliveryPolicy.USUAL.limit(), DeliveryPolicy.USUAL.window(), overflow);
  }
}
