package io.episodal.adapter.http;

import java.time.Duration;

/**
 * Where and how a server listens. Immutable.
 *
 * @param connections most that are open at once; others wait to be accepted
 * @param idle how long to wait for a request, or for the rest of one
 * @param stalled how long a long answer waits for its reader to take a byte of it
 * @param unsentBytes the most memory for long answers that wait for their readers
 * @param cors which pages of other origins may read answers
 */
record Listening(
    String host,
    int port,
    int connections,
    Duration idle,
    Duration stalled,
    long unsentBytes,
    Cors cors) {}
