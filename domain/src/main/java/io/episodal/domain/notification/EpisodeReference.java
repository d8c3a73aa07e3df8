package io.episodal.domain.notification;

import io.episodal.domain.catalog.EpisodeId;

/** An episode as an announcement names it. Immutable. */
public record EpisodeReference(EpisodeId id, String title, int number) {}
