package io.episodal.adapter.http;

import io.episodal.domain.catalog.Accepted;
import io.episodal.domain.catalog.Catalog;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.Release;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.ReleaseQuery;
import io.episodal.domain.catalog.ReleaseStatus;
import io.episodal.domain.catalog.port.in.BrowseCatalog;
import io.episodal.domain.catalog.port.in.ManageReleases;
import io.episodal.domain.catalog.port.in.RateReleases;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import java.util.List;

/** Releases, for everybody, for those who rate them, and for administrators. */
final class ReleaseRoutes {
  private static final String LIST = "/api/v1/releases";
  private static final String ONE = "/api/v1/releases/{id}";
  private static final String RATING = "/api/v1/releases/{id}/rating";
  private static final String ADMIN_LIST = "/api/v1/admin/releases";
  private static final String ADMIN_ONE = "/api/v1/admin/releases/{id}";

  private final BrowseCatalog browse;
  private final ManageReleases releases;
  private final RateReleases ratings;

  ReleaseRoutes(Catalog catalog) {
    this.browse = catalog.browse();
    this.releases = catalog.releases();
    this.ratings = catalog.ratings();
  }

  List<Route> routes() {
    return List.of(
        Route.get(LIST, Access.PUBLIC, this::list),
        Route.get(ONE, Access.PUBLIC, this::one),
        Route.put(RATING, Access.USER, this::rate),
        Route.delete(RATING, Access.USER, this::unrate),
        Route.post(ADMIN_LIST, Access.ADMIN, this::create),
        Route.put(ADMIN_ONE, Access.ADMIN, this::update),
        Route.patch(ADMIN_ONE, Access.ADMIN, this::update),
        Route.delete(ADMIN_ONE, Access.ADMIN, this::delete));
  }

  private Answer list(Call call) {
    var query = call.query();
    var wanted = query.build(() -> new Wanted(query.page(), releaseQuery(query)));
    Page<Release> page = browse.releases(wanted.query(), wanted.page());
    return Answer.reading(PageJson.of("releases", page, ReleaseJson::of));
  }

  private static ReleaseQuery releaseQuery(Query query) {
    var sort = query.code("sort", ReleaseQuery.Sort::code, List.of(ReleaseQuery.Sort.values()));
    return new ReleaseQuery(
        query.text("q"),
        query.code("status", ReleaseStatus::code, List.of(ReleaseStatus.values())),
        query.id("genre_id", GenreId::new),
        query.id("franchise_id", FranchiseId::new),
        query.text("tag"),
        sort == null ? ReleaseQuery.Sort.NEWEST : sort);
  }

  private Answer one(Call call) {
    return Answer.reading(ReleaseJson.of(browse.release(call.id(ReleaseId::new))));
  }

  private Answer rate(Call call) {
    var release = call.id(ReleaseId::new);
    var body = call.body();
    int score = body.build(() -> body.required("score", JsonKind.INT32));
    ratings.rate(call.user(), release, score);
    return Answer.noContent();
  }

  private Answer unrate(Call call) {
    ratings.unrate(call.user(), call.id(ReleaseId::new));
    return Answer.noContent();
  }

  private Answer create(Call call) {
    return accepted(releases.create(ReleaseJson.creation(call.body())), "Release creation");
  }

  private Answer update(Call call) {
    var id = call.id(ReleaseId::new);
    return accepted(releases.update(id, ReleaseJson.update(call.body())), "Release update");
  }

  private Answer delete(Call call) {
    return accepted(releases.delete(call.id(ReleaseId::new)), "Release deletion");
  }

  private static Answer accepted(Accepted<ReleaseId> accepted, String change) {
    return AcceptedJson.answer(accepted.id().value(), accepted.operation(), change);
  }

  private record Wanted(PageRequest page, ReleaseQuery query) {}
}
