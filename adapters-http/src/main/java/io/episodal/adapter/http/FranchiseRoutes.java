package io.episodal.adapter.http;

import io.episodal.domain.catalog.Accepted;
import io.episodal.domain.catalog.Catalog;
import io.episodal.domain.catalog.FranchiseId;
import io.episodal.domain.catalog.port.in.BrowseCatalog;
import io.episodal.domain.catalog.port.in.ManageFranchises;
import java.util.List;

/** Franchises, for everybody and for administrators. */
final class FranchiseRoutes {
  private static final String LIST = "/api/v1/franchises";
  private static final String ONE = "/api/v1/franchises/{id}";
  private static final String ADMIN_LIST = "/api/v1/admin/franchises";
  private static final String ADMIN_ONE = "/api/v1/admin/franchises/{id}";

  private final BrowseCatalog browse;
  private final ManageFranchises franchises;

  FranchiseRoutes(Catalog catalog) {
    this.browse = catalog.browse();
    this.franchises = catalog.franchises();
  }

  List<Route> routes() {
    return List.of(
        Route.get(LIST, Access.PUBLIC, this::list),
        Route.get(ONE, Access.PUBLIC, this::one),
        Route.post(ADMIN_LIST, Access.ADMIN, this::create),
        Route.put(ADMIN_ONE, Access.ADMIN, this::update),
        Route.patch(ADMIN_ONE, Access.ADMIN, this::update),
        Route.delete(ADMIN_ONE, Access.ADMIN, this::delete));
  }

  private Answer list(Call call) {
    var query = call.query();
    var page = browse.franchises(query.build(query::page));
    return Answer.reading(PageJson.of("franchises", page, NamedJson::of));
  }

  private Answer one(Call call) {
    return Answer.reading(NamedJson.of(browse.franchise(call.id(FranchiseId::new))));
  }

  private Answer create(Call call) {
    return accepted(franchises.create(NamedJson.creation(call.body())), "Franchise creation");
  }

  private Answer update(Call call) {
    var id = call.id(FranchiseId::new);
    var update = NamedJson.update(call.body());
    return accepted(franchises.update(id, update.name(), update.description()), "Franchise update");
  }

  private Answer delete(Call call) {
    return accepted(franchises.delete(call.id(FranchiseId::new)), "Franchise deletion");
  }

  private static Answer accepted(Accepted<FranchiseId> accepted, String change) {
    return AcceptedJson.answer(accepted.id().value(), accepted.operation(), change);
  }
}
