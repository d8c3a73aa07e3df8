package io.episodal.adapter.http;

import io.episodal.domain.shared.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Lists as every answer shows them: the items under their plural, total, next_cursor. */
final class PageJson {
  private PageJson() {}

  static <T> Map<String, Object> of(String plural, Page<T> page, Function<T, ?> item) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(plural, page.items().stream().map(item).toList());
    json.put("total", page.total());
    json.put("next_cursor", Cursors.write(page.nextCursor()));
    return json;
  }
}
