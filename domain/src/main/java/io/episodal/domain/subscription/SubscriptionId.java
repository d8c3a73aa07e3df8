package io.episodal.domain.subscription;

import java.util.UUID;

/** Identifies a {@link Subscription}. */
public record SubscriptionId(UUID value) {}
