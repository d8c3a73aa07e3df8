package io.episodal.domain.subscription;

import io.episodal.domain.identity.UserId;
import java.time.Instant;

/**
 * A user follows something. Immutable.
 *
 * @param createdAt when the user last began to follow it, by the clock of the store
 * @param active false once the user has stopped
 */
public record Subscription(
    SubscriptionId id, UserId user, SubscriptionTarget target, Instant createdAt, boolean active) {}
