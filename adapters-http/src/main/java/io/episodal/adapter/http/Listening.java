package io.episodal.adapter.http;

import java.time.Duration;

/**
 * Where and how a server listens. Immutable.
 *
 * @param idle how long a connection without a request is kept
 * @param stalled how long a request may wait for the other side to send or take a byte
 * @param cors which pages of other origins may read answers
 */
record Listening(String host, int port, Duration idle, Duration stalled, Cors cors) {}
