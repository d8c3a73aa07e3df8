package io.episodal.adapter.http;

import io.episodal.adapter.http.BatchItem.Kind;
import io.episodal.adapter.http.BatchItem.Op;
import io.episodal.domain.shared.Violations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a batch read so far, which later ones may name: {@code "#3"} in the place of an
 * id is what operation 3 is about. Not thread-safe.
 */
final class BatchReferences {
  private static final Pattern REFERENCE = Pattern.compile("#([0-9]{1,9})");
  private static final Map<Kind, Map<String, Kind>> MEMBERS =
      Map.of(
          Kind.RELEASE, Map.of("genre_ids", Kind.GENRE, "franchise_id", Kind.FRANCHISE),
          Kind.EPISODE, Map.of("release_id", Kind.RELEASE),
          Kind.GENRE, Map.of(),
          Kind.FRANCHISE, Map.of());

  /** Stands for an id that cannot be told, after its fault has been. */
  private static final String UNKNOWN = new UUID(0, 0).toString();

  private final List<Optional<Target>> targets = new ArrayList<>();

  private record Target(Op op, Kind kind, UUID id) {}

  /** Takes the next operation in, with the id of what it is about if it is known. */
  void add(BatchItem item, @Nullable UUID id) {
    targets.add(Optional.ofNullable(id).map(of -> new Target(item.op(), item.kind(), of)));
  }

  /** Takes the place of an operation that could not be read. */
  void addUnreadable() {
    targets.add(Optional.empty());
  }

  /** The body of an operation with ids in the place of references. */
  Map<?, ?> resolved(BatchItem item, Violations violations) {
    Map<Object, @Nullable Object> resolved = new LinkedHashMap<>();
    var body = item.body();
    if (body != null) {
      resolved.putAll(body);
    }
    MEMBERS
        .getOrDefault(item.kind(), Map.of())
        .forEach((member, kind) ->
            resolved.computeIfPresent(
                member, (name, value) -> resolved(value, kind, "body/" + member, violations)));
    return resolved;
  }

  private Object resolved(Object value, Kind kind, String at, Violations violations) {
    if (value instanceof List<?> values) {
      var resolved = new ArrayList<@Nullable Object>();
      for (int i = 0; i < values.size(); i++) {
        var each = values.get(i);
        resolved.add(each == null ? null : resolved(each, kind, at + "/" + i, violations));
      }
      return resolved;
    }
    var reference = REFERENCE.matcher(value instanceof String text ? text : "");
    return reference.matches()
        ? id(Integer.parseInt(reference.group(1)), kind, at, violations)
        : value;
  }

  private String id(int index, Kind kind, String at, Violations violations) {
    if (index >= targets.size()) {
      violations.add(at, "#" + index + " is no earlier operation of this batch");
      return UNKNOWN;
    }
    var target = targets.get(index).orElse(null);
    if (target == null) {
      return UNKNOWN;
    }
    if (target.kind() != kind) {
      violations.add(
          at,
          "operation %d is about a %s, not a %s"
              .formatted(index, target.kind().code(), kind.code()));
    } else if (target.op() == Op.DELETE) {
      violations.add(at, "operation " + index + " deletes this " + kind.code());
    }
    return target.id().toString();
  }
}
