package io.episodal.domain.notification;

import io.episodal.domain.identity.UserId;

/** Somebody who follows their inbox and has seen it up to a place. Immutable. */
public record Follower(UserId user, InboxPosition seen) {}
