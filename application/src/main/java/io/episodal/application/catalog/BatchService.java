package io.episodal.application.catalog;

import io.episodal.application.engine.Engine;
import io.episodal.domain.catalog.port.in.EditInBatch;
import io.episodal.domain.operation.OperationId;
import io.episodal.domain.shared.DomainError;
import io.episodal.domain.shared.DomainException;
import java.util.List;
import java.util.UUID;

/** Edits the catalogue in batches. */
final class BatchService implements EditInBatch {
  private final Engine engine;
  private final EditService service;

  BatchService(Engine engine, EditService service) {
    this.engine = engine;
    this.service = service;
  }

  @Override
  public UUID newId() {
    return engine.ids().next();
  }

  @Override
  public OperationId edit(List<Edit> edits) {
    if (edits.isEmpty() || edits.size() > MOST) {
      throw DomainException.invalid(
          "", "must have 1 to " + MOST + " operations, not " + edits.size());
    }
    var refusals = new Refusals.OfBatch();
    for (int index = 0; index < edits.size(); index++) {
      check(index, edits.get(index), refusals);
    }
    refusals.throwIfAny();
    return service.batch(List.copyOf(edits));
  }

  /**
   * Tells which rules an update breaks whatever it is for; a creation cannot be made with faults.
   */
  private static void check(int index, Edit edit, Refusals refusals) {
    try {
      switch (edit) {
        case Edit.OfGenre(var id, Action.Update(var change)) -> change.checked();
        case Edit.OfFranchise(var id, Action.Update(var change)) -> change.checked();
        case Edit.OfRelease(var id, Action.Update(var change)) -> change.checked();
        case Edit.OfEpisode(var id, Action.Update(var change)) -> change.checked();
        case Edit.OfGenre genre -> {}
        case Edit.OfFranchise franchise -> {}
        case Edit.OfRelease release -> {}
        case Edit.OfEpisode episode -> {}
      }
    } catch (DomainException e) {
      if (!(e.error() instanceof DomainError.Invalid(var violations))) {
        throw e;
      }
      violations.forEach(fault -> refusals.member(index, fault.member(), fault.detail()));
    }
  }
}
