package io.episodal.adapter.persistence;

/** A stretch of UTC hours, counted from 1970; {@code end} is not part of it. Immutable. */
record HourRange(long first, long end) {}
