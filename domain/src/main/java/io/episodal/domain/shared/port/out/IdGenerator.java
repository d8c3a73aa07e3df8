package io.episodal.domain.shared.port.out;

import java.util.UUID;

/** Makes the ids of new things: UUIDs of version 7 (RFC 9562), which sort by time. Thread-safe. */
public interface IdGenerator {
  /** An id that this generator has not answered before. */
  UUID next();
}
