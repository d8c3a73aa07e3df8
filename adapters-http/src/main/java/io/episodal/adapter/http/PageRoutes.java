package io.episodal.adapter.http;

import java.util.List;

/** The contract, its documentation and the web page. */
final class PageRoutes {
  private static final String PAGE_POLICY =
      "default-src 'self'; img-src 'self' https: data:; style-src 'self'; base-uri 'none'; "
          + "frame-ancestors 'none'; form-action 'self'; object-src 'none'";

  /** Swagger UI sets styles on its elements and draws with images made of data. */
  private static final String DOCS_POLICY =
      "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
          + "base-uri 'none'; frame-ancestors 'none'; form-action 'self'; object-src 'none'";

  private static final String INDEX = "index.html";

  private final Files contract = Files.under("");
  private final Files web = Files.under("web/");
  private final Files docs = Files.under("docs/");
  private final Files swaggerUi = Files.ofSwaggerUi();

  List<Route> routes() {
    return List.of(
        Route.get("/openapi.json", Access.PUBLIC, call -> contract.file("openapi.json")),
        Route.page("/", call -> page(INDEX)),
        Route.page("/web/{file}", call -> page(call.segment("file"))),
        Route.page("/docs", call -> documentation(INDEX)),
        Route.page("/docs/{file}", call -> documentation(call.segment("file"))));
  }

  private Answer page(String name) {
    return guarded(web.file(name), PAGE_POLICY);
  }

  private Answer documentation(String name) {
    return guarded(docs.has(name) ? docs.file(name) : swaggerUi.file(name), DOCS_POLICY);
  }

  private static Answer guarded(Answer answer, String policy) {
    return answer.with("Content-Security-Policy", policy).with("Referrer-Policy", "same-origin");
  }
}
