package io.episodal.adapter.http;

import io.episodal.domain.catalog.Accepted;
import io.episodal.domain.catalog.Catalog;
import io.episodal.domain.catalog.GenreId;
import io.episodal.domain.catalog.port.in.BrowseCatalog;
import io.episodal.domain.catalog.port.in.ManageGenres;
import java.util.List;

/** Genres, for everybody and for administrators. */
final class GenreRoutes {
  private static final String LIST = "/api/v1/genres";
  private static final String ADMIN_LIST = "/api/v1/admin/genres";
  private static final String ADMIN_ONE = "/api/v1/admin/genres/{id}";

  private final BrowseCatalog browse;
  private final ManageGenres genres;

  GenreRoutes(Catalog catalog) {
    this.browse = catalog.browse();
    this.genres = catalog.genres();
  }

  List<Route> routes() {
    return List.of(
        Route.get(LIST, Access.PUBLIC, this::list),
        Route.post(ADMIN_LIST, Access.ADMIN, this::create),
        Route.put(ADMIN_ONE, Access.ADMIN, this::update),
        Route.patch(ADMIN_ONE, Access.ADMIN, this::update),
        Route.delete(ADMIN_ONE, Access.ADMIN, this::delete));
  }

  private Answer list(Call call) {
    var query = call.query();
    var page = browse.genres(query.build(query::page));
    return Answer.reading(PageJson.of("genres", page, NamedJson::of));
  }

  private Answer create(Call call) {
    return accepted(genres.create(NamedJson.creation(call.body())), "Genre creation");
  }

  private Answer update(Call call) {
    var id = call.id(GenreId::new);
    var update = NamedJson.update(call.body());
    return accepted(genres.update(id, update.name(), update.description()), "Genre update");
  }

  private Answer delete(Call call) {
    return accepted(genres.delete(call.id(GenreId::new)), "Genre deletion");
  }

  private static Answer accepted(Accepted<GenreId> accepted, String change) {
    return AcceptedJson.answer(accepted.id().value(), accepted.operation(), change);
  }
}
