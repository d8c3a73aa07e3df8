package io.episodal.domain.catalog;

import io.episodal.domain.shared.Violations;
import org.jspecify.annotations.Nullable;

/**
 * What editors say about a genre or franchise. Immutable; the constructor refuses with every fault.
 *
 * @param name 1 to 500 characters, not blank, unique among its kind
 */
public record Named(String name, @Nullable String description) {
  public Named {
    new Violations()
        .title("name", name)
        .text("description", description, Violations.DESCRIPTION_LENGTH)
        .throwIfAny();
  }
}
