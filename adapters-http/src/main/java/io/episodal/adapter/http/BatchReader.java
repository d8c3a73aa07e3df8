package io.episodal.adapter.http;

import io.episodal.domain.catalog.port.in.EditInBatch.Edit;
import io.episodal.domain.shared.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the operations of a batch and collects the faults of all of them. Lives for one batch. */
final class BatchReader {
  private static final Map<?, ?> NOTHING = Map.of();

  private final Supplier<UUID> newId;
  private final BatchReferences references = new BatchReferences();
  private final List<Edit> edits = new ArrayList<>();
  private final List<Violation> wrongTypes = new ArrayList<>();
  private final List<Violation> invalid = new ArrayList<>();

  /** {@code newId} gives what is created its id. */
  BatchReader(Supplier<UUID> newId) {
    this.newId = newId;
  }

  /** The edits, in which references to earlier operations have become ids. */
  List<Edit> read(List<?> items) {
    for (int index = 0; index < items.size(); index++) {
      var item = item(index, items.get(index));
      if (item == null) {
        references.addUnreadable();
      } else {
        var id = item.op() == BatchItem.Op.CREATE ? newId.get() : item.id();
        read(index, item, id);
        references.add(item, id);
      }
    }
    if (!wrongTypes.isEmpty()) {
      throw Refusal.naming(ProblemKind.MALFORMED, Fault.Place.BODY, wrongTypes);
    }
    if (!invalid.isEmpty()) {
      throw Refusal.naming(ProblemKind.INVALID, Fault.Place.BODY, invalid);
    }
    return edits;
  }

  private @Nullable BatchItem item(int index, @Nullable Object json) {
    if (!(json instanceof Map<?, ?> object)) {
      wrongTypes.add(new Violation(String.valueOf(index), "must be an object"));
      return null;
    }
    try {
      return BatchItem.of(JsonBody.of(object));
    } catch (Refusal e) {
      keep(e, String.valueOf(index));
      return null;
    }
  }

  private void read(int index, BatchItem item, @Nullable UUID id) {
    var violations = item.faults();
    var body = item.body() == null ? NOTHING : references.resolved(item, violations);
    violations
        .list()
        .forEach(fault -> invalid.add(new Violation(index + "/" + fault.member(), fault.detail())));
    if (id == null || (item.body() == null && item.op() != BatchItem.Op.DELETE)) {
      return;
    }
    try {
      edits.add(item.edit(id, JsonBody.of(body)));
    } catch (Refusal e) {
      keep(e, index + "/body");
    }
  }

  private void keep(Refusal refusal, String at) {
    var list = refusal.kind() == ProblemKind.MALFORMED ? wrongTypes : invalid;
    for (var fault : refusal.faults()) {
      list.add(new Violation(at + fault.pointer(), fault.detail()));
    }
  }
}
