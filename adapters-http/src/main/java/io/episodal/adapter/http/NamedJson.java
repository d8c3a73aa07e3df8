package io.episodal.adapter.http;

import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.Genre;
import io.episodal.domain.catalog.Named;
import io.episodal.domain.catalog.NamedUpdate;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A genre or franchise as bodies and answers show it. */
record NamedJson(
    UUID id, String name, @Nullable String description, Instant createdAt, Instant updatedAt) {

  static NamedJson of(Genre genre) {
    return new NamedJson(
        genre.id().value(), genre.name(), genre.text(), genre.createdAt(), genre.updatedAt());
  }

  static NamedJson of(Franchise franchise) {
    return new NamedJson(
        franchise.id().value(),
        franchise.name(),
        franchise.text(),
        franchise.createdAt(),
        franchise.updatedAt());
  }

  static Named creation(JsonBody body) {
    return body.build(() ->
        new Named(
            body.required("name", JsonKind.TEXT), body.optional("description", JsonKind.TEXT)));
  }

  static NamedUpdate update(JsonBody body) {
    return body.build(() ->
        new NamedUpdate(
                body.replacement("name", JsonKind.TEXT), body.change("description", JsonKind.TEXT))
            .checked());
  }
}
