package io.episodal.domain.catalog.port.out;

import io.episodal.domain.catalog.Franchise;
import io.episodal.domain.catalog.FranchiseId;

/** Franchises in the store. */
public interface Franchises extends NamedThings<FranchiseId, Franchise> {}
