package io.episodal.domain.catalog;

/** A franchise as a release names it. */
public record FranchiseReference(FranchiseId id, String name) {}
