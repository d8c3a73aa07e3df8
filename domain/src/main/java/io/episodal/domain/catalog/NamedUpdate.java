package io.episodal.domain.catalog;

import io.episodal.domain.shared.Change;

/** A partial update of a genre or franchise; members as in {@link Named}. Immutable. */
public record NamedUpdate(Change<String> name, Change<String> description) {

  /** The details after this update; invalid with every fault if they break a rule. */
  public Named applyTo(Named present) {
    return new Named(name.applyTo(present.name(), ""), description.applyTo(present.description()));
  }

  /** This update, if it breaks no rule whatever it is for; else invalid with every fault. */
  public NamedUpdate checked() {
    applyTo(new Named("any", null));
    return this;
  }
}
