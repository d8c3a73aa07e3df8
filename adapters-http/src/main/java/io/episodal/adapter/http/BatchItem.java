package io.episodal.adapter.http;

import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.in.EditInBatch.Action;
import io.episodal.domain.catalog.port.in.EditInBatch.Edit;
import io.episodal.domain.shared.Violations;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a batch before its body is read. Immutable.
 *
 * @param id what is updated or deleted; null for a creation
 * @param body null for a deletion
 */
record BatchItem(Op op, Kind kind, @Nullable UUID id, @Nullable Map<?, ?> body) {
  private static final JsonKind<Op> OP = JsonKind.code(Op::code, List.of(Op.values()));
  private static final JsonKind<Kind> KIND = JsonKind.code(Kind::code, List.of(Kind.values()));
  private static final JsonKind<UUID> ID = JsonKind.id(Function.identity());

  /** What an operation does. */
  enum Op {
    CREATE,
    UPDATE,
    DELETE;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What an operation is about. */
  enum Kind {
    RELEASE,
    EPISODE,
    GENRE,
    FRANCHISE;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static BatchItem of(JsonBody json) {
    return json.build(() ->
        new BatchItem(
            json.required("op", OP),
            json.required("kind", KIND),
            json.optional("id", ID),
            json.optional("body", JsonKind.OBJECT)));
  }

  /** Which of the members are missing or too many. */
  Violations faults() {
    var violations = new Violations();
    if (op == Op.CREATE && id != null) {
      violations.add("id", "is not for a creation; the answer gives the new id");
    }
    if (op != Op.CREATE && id == null) {
      violations.add("id", "is required");
    }
    if (op == Op.DELETE && body != null) {
      violations.add("body", "is not for a deletion");
    }
    if (op != Op.DELETE && body == null) {
      violations.add("body", "is required");
    }
    return violations;
  }

  /** The edit of {@code of}; refused with the faults of the body. */
  Edit edit(UUID of, JsonBody json) {
    return switch (kind) {
      case RELEASE ->
          new Edit.OfRelease(
              new ReleaseId(of), action(json, ReleaseJson::creation, ReleaseJson::update));
      case EPISODE ->
          new Edit.OfEpisode(
              new EpisodeId(of), action(json, EpisodeJson::creation, EpisodeJson::update));
      case GENRE ->
          new Edit.OfGenre(new GenreId(of), action(json, NamedJson::creation, NamedJson::update));
      case FRANCHISE ->
          new Edit.OfFranchise(
              new FranchiseId(of), action(json, NamedJson::creation, NamedJson::update));
    };
  }

  private <C, U> Action<C, U> action(
      JsonBody json, Function<JsonBody, C> creation, Function<JsonBody, U> update) {
    return switch (op) {
      case CREATE -> new Action.Create<>(creation.apply(json));
      case UPDATE -> new Action.Update<>(update.apply(json));
      case DELETE -> new Action.Delete<>();
    };
  }
}
