package io.episodal.application.catalog;

import io.episodal.domain.shared.DomainException;
import io.episodal.domain.shared.Violations;

/** How refusals name the edit that they are about. Not thread-safe; lives for one unit of work. */
sealed interface Refusals {

  /** Whether a refusal must tell which of several edits it is about. */
  boolean areOfSeveral();

  /** The thing that an update or deletion is about does not exist. */
  void unknown(int index, String noun);

  /** The id of an edit cannot be used. */
  void id(int index, String detail);

  /** A member of an edit cannot be used. */
  void member(int index, String member, String detail);

  /** Refuses as invalid if anything was told so far. */
  void throwIfAny();

  /** The edit contradicts the present state. */
  DomainException conflict(int index, String detail);

  /** For an edit that was asked for alone. */
  final class OfOne implements Refusals {
    private final Violations violations = new Violations();

    @Override
    public boolean areOfSeveral() {
      return false;
    }

    @Override
    public void unknown(int index, String noun) {
      throw DomainException.notFound(noun);
    }

    @Override
    public void id(int index, String detail) {
      violations.add("id", detail);
    }

    @Override
    public void member(int index, String member, String detail) {
      violations.add(member, detail);
    }

    @Override
    public void throwIfAny() {
      violations.throwIfAny();
    }

    @Override
    public DomainException conflict(int index, String detail) {
      return DomainException.conflict(detail);
    }
  }

  /** For the edits of a batch, which are named by their index. */
  final class OfBatch implements Refusals {
    private final Violations violations = new Violations();

    @Override
    public boolean areOfSeveral() {
      return true;
    }

    @Override
    public void unknown(int index, String noun) {
      id(index, "no " + noun + " has this id");
    }

    @Override
    public void id(int index, String detail) {
      violations.add(index + "/id", detail);
    }

    @Override
    public void member(int index, String member, String detail) {
      violations.add(index + "/body/" + member, detail);
    }

    @Override
    public void throwIfAny() {
      violations.throwIfAny();
    }

    @Override
    public DomainException conflict(int index, String detail) {
      return DomainException.conflict("operation " + index + ": " + detail);
    }
  }
}
