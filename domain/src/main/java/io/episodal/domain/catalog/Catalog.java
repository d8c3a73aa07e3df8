package io.episodal.domain.catalog;

import io.episodal.domain.catalog.port.in.BrowseCatalog;
import io.episodal.domain.catalog.port.in.EditInBatch;
import io.episodal.domain.catalog.port.in.ImportCatalog;
import io.episodal.domain.catalog.port.in.ManageEpisodes;
import io.episodal.domain.catalog.port.in.ManageFranchises;
import io.episodal.domain.catalog.port.in.ManageGenres;
import io.episodal.domain.catalog.port.in.ManageReleases;
import io.episodal.domain.catalog.port.in.RateReleases;

/** The conversations about the catalogue. Immutable; thread-safe as they are. */
public record Catalog(
    BrowseCatalog browse,
    ManageReleases releases,
    ManageEpisodes episodes,
    ManageGenres genres,
    ManageFranchises franchises,
    EditInBatch batch,
    RateReleases ratings,
    ImportCatalog imports) {}
