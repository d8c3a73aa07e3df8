package io.episodal.domain.notification;

import java.util.UUID;

/**
 * Identifies a notification to its owner. What many users are told of one event has one id, so an
 * id names a notification only together with its owner.
 */
public record NotificationId(UUID value) {}
