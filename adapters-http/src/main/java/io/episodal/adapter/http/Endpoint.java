package io.episodal.adapter.http;

/** Answers calls of one route; refuses by a {@code DomainException} or {@link Refusal}. */
@FunctionalInterface
interface Endpoint {
  Response answer(Call call);
}
