package io.episodal.domain.shared;

/**
 * One fault of an input: which member, and what is wrong with it in words for a person.
 *
 * @param member path of the member, segments joined by {@code /}, such as {@code title} or {@code
 *     tags/3}; the empty string means the whole input
 * @param detail what is wrong and what would be right
 */
public record Violation(String member, String detail) {}
