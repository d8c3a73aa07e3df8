package io.episodal.adapter.http;

import io.episodal.domain.catalog.Accepted;
import io.episodal.domain.catalog.Catalog;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.catalog.port.in.BrowseCatalog;
import io.episodal.domain.catalog.port.in.ManageEpisodes;
import java.util.List;

/** Episodes, for everybody and for administrators. */
final class EpisodeRoutes {
  private static final String OF_RELEASE = "/api/v1/releases/{id}/episodes";
  private static final String ONE = "/api/v1/episodes/{id}";
  private static final String ADMIN_LIST = "/api/v1/admin/episodes";
  private static final String ADMIN_ONE = "/api/v1/admin/episodes/{id}";

  private final BrowseCatalog browse;
  private final ManageEpisodes episodes;

  EpisodeRoutes(Catalog catalog) {
    this.browse = catalog.browse();
    this.episodes = catalog.episodes();
  }

  List<Route> routes() {
    return List.of(
        Route.get(OF_RELEASE, Access.PUBLIC, this::list),
        Route.get(ONE, Access.PUBLIC, this::one),
        Route.post(ADMIN_LIST, Access.ADMIN, this::create),
        Route.put(ADMIN_ONE, Access.ADMIN, this::update),
        Route.patch(ADMIN_ONE, Access.ADMIN, this::update),
        Route.delete(ADMIN_ONE, Access.ADMIN, this::delete));
  }

  private Answer list(Call call) {
    var release = call.id(ReleaseId::new);
    var query = call.query();
    var page = browse.episodes(release, query.build(query::page));
    return Answer.reading(PageJson.of("episodes", page, EpisodeJson::of));
  }

  private Answer one(Call call) {
    return Answer.reading(EpisodeJson.of(browse.episode(call.id(EpisodeId::new))));
  }

  private Answer create(Call call) {
    return accepted(episodes.create(EpisodeJson.creation(call.body())), "Episode creation");
  }

  private Answer update(Call call) {
    var id = call.id(EpisodeId::new);
    return accepted(episodes.update(id, EpisodeJson.update(call.body())), "Episode update");
  }

  private Answer delete(Call call) {
    return accepted(episodes.delete(call.id(EpisodeId::new)), "Episode deletion");
  }

  private static Answer accepted(Accepted<EpisodeId> accepted, String change) {
    return AcceptedJson.answer(accepted.id().value(), accepted.operation(), change);
  }
}
